package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.Cli;
import dev.gazette.cli.testkit.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Files of cards, as a person and a worker handle them: over the command and real sockets.
@ExtendWith(Running.Shared.class)
final class AttachmentsIT {

  private static final int REFUSED = 1;
  private static final int NOT_FOUND = 4;
  private static final long TOO_MANY = 25L * 1024 * 1024 + 1;

  @TempDir Path folder;
  private final Running gazette;

  AttachmentsIT(Running gazette) {
    this.gazette = gazette;
  }

  private Run onCard(String board) {
    var run = gazette.onBoard(board);
    run.gazette("card", "create", "One").ok();
    return run;
  }

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private static byte[] every() {
    var bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((i * 31) >> 3);
    }
    return bytes;
  }

  private static byte[] poured(Run run, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit = new Cli(run.surroundings(out, err)).run(List.of(arguments));
    assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toByteArray();
  }

  private static void assertRefused(Run.Result result, int exit, String sentence) {
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.err()).contains(sentence).doesNotContain("Exception");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void file_goesToACardAndComesBack_byteForByte() throws IOException {
    var run = onCard("filed");
    String sent = file("report.bin", every());
    assertThat(run.gazette("card", "attach", "FILED-1", sent, "-q").ok()).isEqualTo("1\n");
    assertThat(run.gazette("card", "attach", "FILED-1", sent, "-q").ok()).isEqualTo("2\n");
    assertThat(run.gazette("card", "attachments", "FILED-1").ok())
        .contains("report.bin", "report-2.bin", "200000");
    String back = folder.resolve("back.bin").toString();
    run.gazette("card", "attachment", "get", "FILED-1", "report.bin", "-o", back).ok();
    assertThat(Files.readAllBytes(Path.of(back))).isEqualTo(every());
    assertThat(poured(run, "card", "attachment", "get", "FILED-1", "2", "-o", "-"))
        .isEqualTo(every());
    run.gazette("card", "attachment", "remove", "FILED-1", "report.bin").ok();
    assertThat(run.gazette("card", "attachments", "FILED-1", "-q").ok()).isEqualTo("2\n");
  }

  @Test
  void textPipedIn_isAttached() {
    var run = onCard("piped");
    run.piping("built\n").gazette("card", "attach", "PIPED-1", "-", "--name", "b.log").ok();
    assertThat(run.gazette("card", "attachment", "get", "PIPED-1", "b.log", "-o", "-").ok())
        .isEqualTo("built\n");
  }

  @Test
  void fileThatCannotBeAttached_isRefusedWithASentence_andNothingIsKept() throws IOException {
    var run = onCard("refusing");
    String small = file("a.txt", new byte[3]);
    var large = folder.resolve("large");
    try (var file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(TOO_MANY); // Without a block on disk.
    }
    assertRefused(
        run.gazette("card", "attach", "REFUSING-1", large.toString()), REFUSED, "is over 25 MiB");
    assertRefused(
        run.gazette("card", "attach", "REFUSING-1", folder.toString()), REFUSED, "Cannot read");
    assertRefused(
        run.gazette("card", "attach", "REFUSING-1", folder.resolve("none").toString()),
        NOT_FOUND,
        "There is no file");
    assertRefused(
        run.gazette("card", "attach", "REFUSING-9", small), NOT_FOUND, "There is no card");
    assertRefused(
        run.gazette("card", "attach", "REFUSING-1", small, "--epoch", "4"), REFUSED, "REFUSING-1");
    assertThat(run.gazette("card", "attachments", "REFUSING-1", "-q").ok()).isEmpty();
  }

  @Test
  void fileThatCannotBeSaved_isRefused_andWhatIsThereStays() throws IOException {
    var run = onCard("saving");
    String pom = Files.readString(Path.of("pom.xml"));
    run.gazette("card", "attach", "SAVING-1", file("a", new byte[9]), "--name", "pom.xml").ok();
    assertRefused(
        run.gazette("card", "attachment", "get", "SAVING-1", "1"),
        REFUSED,
        "pom.xml is there already; choose another with -o");
    assertThat(Path.of("pom.xml")).hasContent(pom);
    var empty = Files.createDirectory(folder.resolve("empty"));
    assertRefused(
        run.gazette("card", "attachment", "get", "SAVING-1", "1", "-o", empty.toString()),
        REFUSED,
        "is a folder");
    assertThat(empty).isEmptyDirectory();
    assertRefused(
        run.gazette("card", "attachment", "get", "SAVING-1", "other.txt"),
        NOT_FOUND,
        "SAVING-1 has no attachment other.txt");
    assertRefused(
        run.gazette("card", "attachment", "get", "SAVING-1", "7"),
        NOT_FOUND,
        "SAVING-1 has no attachment 7");
    assertRefused(
        run.gazette("card", "attachment", "remove", "SAVING-1", "7"),
        NOT_FOUND,
        "SAVING-1 has no attachment 7");
  }

  @Test
  void closedPipe_endsQuietly() throws IOException {
    var run = onCard("pouring");
    run.gazette("card", "attach", "POURING-1", file("a", every())).ok();
    var err = new ByteArrayOutputStream();
    var closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    int exit =
        new Cli(run.surroundings(closed, err))
            .run(List.of("card", "attachment", "get", "POURING-1", "1", "-o", "-"));
    assertThat(exit).isZero();
    assertThat(err.size()).isZero();
  }

  @Test
  void completion_handsFilesAndCardsOver_andItsEventTellsThem() throws IOException {
    var run = onCard("handing");
    run.gazette("card", "create", "Made by it").ok();
    run.gazette(
            "card",
            "complete",
            "HANDING-1",
            "--artifact",
            file("report.txt", new byte[3]),
            "--artifact",
            file("log.txt", new byte[4]),
            "--created",
            "HANDING-2")
        .ok();
    assertThat(completed(run, "HANDING-1"))
        .contains("\"created_card_ids\":[\"HANDING-2\"]")
        .contains("\"attachment_id\":1", "report.txt", "\"attachment_id\":2", "log.txt");
    run.gazette("card", "work", "HANDING-2", "--artifact", file("w", new byte[1]), "--", "true")
        .ok();
    assertThat(completed(run, "HANDING-2")).contains("\"artifacts\":[", "\"name\":\"w\"");
  }

  private static String completed(Run run, String card) {
    return run.gazette("events", "--kind", "card.completed", "--json")
        .ok()
        .lines()
        .filter(line -> line.contains(card + "\""))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  @Test
  void artifactThatIsMissing_leavesTheCardAsItIs() {
    var run = onCard("missing");
    run.gazette("card", "claim", "MISSING-1").ok();
    assertRefused(
        run.gazette(
            "card",
            "complete",
            "MISSING-1",
            "--epoch",
            "1",
            "--artifact",
            folder.resolve("none").toString()),
        NOT_FOUND,
        "There is no file");
    assertRefused(
        run.gazette("card", "complete", "MISSING-1", "--epoch", "1", "--created", "MISSING-9"),
        REFUSED,
        "made no MISSING-9");
    assertThat(run.gazette("card", "show", "MISSING-1", "--json").ok())
        .contains("\"state\":\"running\"");
    assertThat(run.gazette("card", "attachments", "MISSING-1", "-q").ok()).isEmpty();
  }
}
