package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.output.JsonReader;
import dev.gazette.cli.testkit.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Boards that go out into files and come back, and that leave and return.
@ExtendWith(Running.Shared.class)
final class BoardFilesIT {

  @TempDir Path folder;
  private final Running gazette;

  BoardFilesIT(Running gazette) {
    this.gazette = gazette;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static Map<String, @Nullable Object> card(Run run, String id) {
    return JsonReader.object(run.gazette("card", "show", id, "--json").ok());
  }

  @Test
  void board_goesOutAndComesBack_twice() {
    var run = gazette.onBoard("going");
    run.gazette("card", "create", "One", "--label", "x").ok();
    run.gazette("card", "create", "Two", "--parent", "GOING-1").ok();
    run.gazette("card", "claim", "GOING-1").ok();
    run.gazette("card", "comment", "GOING-1", "half done").ok();
    String archive = file("going.tar.gz");
    assertThat(run.gazette("board", "export", "going", "-o", archive).ok())
        .startsWith("going exported: 2 cards, 1 comments, ");
    assertThat(run.gazette("board", "export", "going", "-o", archive).err())
        .contains("--force replaces it");
    for (String board : new String[] {"going-2", "going-3"}) {
      assertThat(run.gazette("board", "import", archive, "-q").ok()).isEqualTo(board + "\n");
      String key = board.toUpperCase(java.util.Locale.ROOT);
      assertThat(card(run, key + "-1"))
          .containsEntry("state", "ready")
          .containsEntry("lease", null);
      assertThat(card(run, key + "-2")).containsEntry("state", "todo");
      assertThat(run.gazette("card", "comments", key + "-1").ok()).contains("half done");
      run.gazette("card", "complete", key + "-1").ok();
      assertThat(card(run, key + "-2")).containsEntry("state", "ready");
    }
    assertThat(run.gazette("board", "import", archive, "--as", "going").err())
        .contains("There is, or was, a board going");
  }

  @Test
  void attachments_goOutAndComeBack() throws IOException {
    var run = gazette.onBoard("filing");
    run.gazette("card", "create", "One").ok();
    var report = Files.writeString(folder.resolve("report.txt"), "all is well\n".repeat(50_000));
    run.gazette("card", "attach", "FILING-1", report.toString()).ok();
    run.piping("log").gazette("card", "attach", "FILING-1", "-", "--name", "a.log").ok();
    run.gazette("card", "attachment", "remove", "FILING-1", "a.log").ok();
    run.piping("more").gazette("card", "attach", "FILING-1", "-", "--name", "a.log").ok();
    String archive = file("filing.tar.gz");
    assertThat(run.gazette("board", "export", "-o", archive).ok()).contains(", 2 attachments in ");
    assertThat(run.gazette("board", "import", archive, "--as", "filed-copy").ok())
        .contains(", 2 attachments");
    assertThat(attachments(run, "FILED-COPY-1"))
        .isEqualTo(attachments(run, "FILING-1").replace("FILING-1", "FILED-COPY-1"))
        .contains("\"id\":3");
    var back = folder.resolve("back.txt");
    run.gazette("card", "attachment", "get", "FILED-COPY-1", "1", "-o", back.toString()).ok();
    assertThat(back).hasSameBinaryContentAs(report);
    String bare = file("bare.tar.gz");
    assertThat(run.gazette("board", "export", "-o", bare, "--no-attachments").ok())
        .contains(", 0 attachments in ");
    run.gazette("board", "import", bare, "--as", "bare-copy").ok();
    assertThat(attachments(run, "BARE-COPY-1")).contains("\"items\":[]");
  }

  private static String attachments(Run run, String card) {
    return run.gazette("card", "attachments", card, "--json").ok();
  }

  @Test
  void archiveWithADamagedAttachment_isRefused_andLeavesNoBoard() throws IOException {
    var run = gazette.onBoard("torn-off");
    run.gazette("card", "create", "One").ok();
    run.piping("all is well").gazette("card", "attach", "TORN-OFF-1", "-").ok();
    var archive = folder.resolve("torn-off.tar.gz");
    run.gazette("board", "export", "-o", archive.toString()).ok();
    byte[] tar;
    try (var in = new GZIPInputStream(Files.newInputStream(archive))) {
      tar = in.readAllBytes();
    }
    String text = new String(tar, StandardCharsets.ISO_8859_1);
    try (var out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write(text.replace("all is well", "all is hell").getBytes(StandardCharsets.ISO_8859_1));
    }
    var refused = run.gazette("board", "import", archive.toString(), "--as", "torn-copy");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("is not the file that its checksum says");
    assertThat(run.gazette("board", "show", "torn-copy").err())
        .contains("There is no board torn-copy");
  }

  @Test
  void archiveThatIsDamaged_isRefused_andLeavesNoBoard() throws IOException {
    var run = gazette.onBoard("whole");
    run.gazette("card", "create", "One").ok();
    var archive = folder.resolve("whole.tar.gz");
    run.gazette("board", "export", "-o", archive.toString()).ok();
    var bytes = Files.readAllBytes(archive);
    Files.write(archive, Arrays.copyOf(bytes, bytes.length - 20));
    var refused = run.gazette("board", "import", archive.toString(), "--as", "torn");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("Cannot import").contains("it is ");
    assertThat(run.gazette("board", "list", "-q", "--removed").lines()).doesNotContain("torn");
    assertThat(run.gazette("board", "show", "torn").err()).contains("There is no board torn");
    assertThat(run.gazette("board", "import", file("nothing")).exit()).isEqualTo(2);
  }

  @Test
  void hermesBoard_comesInWhole() throws IOException, SQLException {
    var run = gazette.onBoard("home");
    var file = HermesBoards.newest(folder.resolve("kanban.db"));
    var kept = Files.createDirectories(folder.resolve("attachments/t_00000001"));
    Files.writeString(kept.resolve("report.txt"), "All good");
    assertThat(run.gazette("board", "import", file.toString(), "--as", "agents").ok())
        .startsWith("agents imported: 9 cards, 1 comments, 3 events, 1 attachments")
        .contains(", 3 attachments left out");
    assertThat(run.gazette("card", "attachment", "get", "AGENTS-1", "report.txt", "-o", "-").ok())
        .isEqualTo("All good");
    assertThat(attachments(run, "AGENTS-2")).contains("\"items\":[]");
    assertThat(card(run, "AGENTS-1"))
        .containsEntry("state", "done")
        .containsEntry("summary", "All good")
        .containsEntry("create_time", "2023-11-14T22:15:00Z");
    assertThat(run.gazette("card", "runs", "AGENTS-1").ok())
        .contains("crashed")
        .contains("completed", "{\"n\":1}");
    assertThat(run.gazette("card", "comments", "AGENTS-1").ok()).contains("Well done");
    assertThat(card(run, "AGENTS-2"))
        .containsEntry("state", "ready")
        .containsEntry("labels", java.util.List.of("tenant:acme"));
    assertThat(card(run, "AGENTS-3")).containsEntry("state", "ready").containsEntry("lease", null);
    assertThat(card(run, "AGENTS-4"))
        .containsEntry("state", "todo")
        .containsEntry("assignee", "ben");
    assertThat(card(run, "AGENTS-5"))
        .containsEntry("block_kind", "capability")
        .containsEntry("block_reason", "No key");
    assertThat(card(run, "AGENTS-6"))
        .containsEntry("block_kind", "dead_letter")
        .containsEntry("block_reason", "exit 1");
    assertThat(card(run, "AGENTS-7")).containsEntry("state", "blocked");
    assertThat(card(run, "AGENTS-8")).containsEntry("state", "archived");
    assertThat(card(run, "AGENTS-9")).containsEntry("state", "triage");
    assertThat(run.gazette("card", "create", "Another", "-b", "agents", "--key", "k1").err())
        .contains("Key k1 made AGENTS-4");
    assertThat(run.gazette("board", "import", file.toString(), "-q").ok()).isEqualTo("hermes\n");
    assertThat(run.gazette("board", "import", file.toString(), "-q").ok()).isEqualTo("hermes-2\n");
  }

  @Test
  void hermesBoardOfOldTimes_comesIn() throws SQLException {
    var run = gazette.onBoard("home");
    var file = HermesBoards.oldest(folder.resolve("kanban.db"));
    run.gazette("board", "import", file.toString(), "--as", "ancient").ok();
    assertThat(card(run, "ANCIENT-1"))
        .containsEntry("title", "Old one")
        .containsEntry("last_error", "no shell");
  }

  /// `hermes-0.19.0.sqlite3` was made by Hermes Agent 0.19.0: two tasks, of which the second waits
  /// for the first, which was claimed and completed.
  @Test
  void hermesBoardOfTheRealOne_comesIn() {
    var file = Path.of("src/test/resources/hermes-0.19.0.sqlite3").toAbsolutePath();
    var run = gazette.onBoard("home");
    run.gazette("board", "import", file.toString(), "--as", "real").ok();
    assertThat(card(run, "REAL-1")).containsEntry("state", "done");
    assertThat(card(run, "REAL-2")).containsEntry("state", "ready");
  }

  @Test
  void currentBoardThatIsGone_givesWayToDefault_andIsSaid() {
    var run = gazette.onBoard("home").with("GAZETTE_BOARD", "default");
    run.gazette("board", "create", "leaving").ok();
    var other = gazette.run();
    other.gazette("board", "use", "leaving").ok();
    run.gazette("board", "remove", "leaving").ok();
    var listed = other.gazette("card", "list");
    assertThat(listed.exit()).isZero();
    assertThat(listed.err()).contains("The current board leaving is gone; working on default.");
    run.gazette("board", "restore", "leaving").ok();
    assertThat(other.gazette("card", "list").err()).isEmpty();
    other.gazette("board", "use", "default").ok();
  }
}
