package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.Cli;
import dev.gazette.cli.output.JsonReader;
import dev.gazette.cli.process.Terminals;
import dev.gazette.cli.testkit.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What the command makes of the services' answers, for people and for scripts.
@ExtendWith(Running.Shared.class)
final class VerbsIT {

  private static final Terminals PERSON = new Terminals(true, true, true);

  @TempDir Path folder;
  private final Running gazette;

  VerbsIT(Running gazette) {
    this.gazette = gazette;
  }

  @Test
  void quiet_printsIdsOnly() {
    var run = gazette.onBoard("quiet");
    assertThat(run.gazette("card", "create", "One", "-q").ok()).isEqualTo("QUIET-1\n");
    run.gazette("card", "create", "Two").ok();
    assertThat(run.gazette("card", "list", "-q").ok()).isEqualTo("QUIET-1\nQUIET-2\n");
    assertThat(run.gazette("-q", "card", "claim", "--next").ok()).isEqualTo("QUIET-1\n");
  }

  @Test
  void status_showsFirstWhatIsNotGivenOut() {
    var run = gazette.onBoard("idle");
    run.gazette("card", "create", "One").ok();
    run.gazette("dispatch", "pause", "--board", "idle", "--reason", "disk full").ok();
    assertThat(run.gazette("status").lines().getFirst())
        .startsWith("Dispatch is paused for board idle, by owner since ")
        .endsWith(": disk full");
    String pauses = run.gazette("dispatch", "list", "--json").ok();
    assertThat(pauses).contains("disk full");
    assertThat(run.gazette("status", "--json").ok())
        .contains("\"pauses\":" + pauses.substring(pauses.indexOf('['), pauses.lastIndexOf(']')));
    assertThat(run.gazette("card", "claim", "--next").err()).contains("owner paused board idle");
    run.gazette("dispatch", "resume", "--board", "idle").ok();
    assertThat(run.gazette("status").lines().getFirst()).startsWith("SERVICE");
    run.gazette("card", "claim", "--next").ok();
  }

  @Test
  void list_readsPages() {
    var run = gazette.onBoard("pages");
    for (int i = 1; i <= 5; i++) {
      run.gazette("card", "create", "Card " + i).ok();
    }
    var first = run.gazette("card", "list", "--limit", "2");
    assertThat(first.lines()).hasSize(3);
    assertThat(first.err()).startsWith("There is more: add --all, or --page-token ");
    String token = first.err().strip().replaceFirst(".* ", "");
    assertThat(run.gazette("card", "list", "--limit", "2", "--page-token", token, "-q").ok())
        .isEqualTo("PAGES-3\nPAGES-4\n");
    assertThat(run.gazette("card", "list", "--limit", "2", "--all", "-q").lines()).hasSize(5);
  }

  @Test
  void ndjson_makesACardOfEachLine_andStopsAtTheFirstBadOne() {
    var run = gazette.onBoard("lines");
    String lines =
        """
        {"title": "A", "labels": ["x"], "priority": "urgent"}

        {"title": "B", "board_id": "lines", "request_id": "mine"}
        {"titel": "C"}
        {"title": "D"}
        """;
    var result = run.piping(lines).gazette("card", "create", "-f", "-", "--assignee", "me");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("Line 4: a card has no key titel. Did you mean title?");
    assertThat(result.lines()).hasSize(2);
    assertThat(JsonReader.object(result.lines().getFirst()))
        .containsEntry("id", "LINES-1")
        .containsEntry("assignee", "me")
        .containsEntry("labels", List.of("x"))
        .hasEntrySatisfying("priority", priority -> assertThat(priority).hasToString("1000"));
    var again =
        run.piping("{\"title\": \"B\", \"request_id\": \"mine\"}")
            .gazette("card", "create", "-f", "-", "--assignee", "me");
    assertThat(again.lines()).containsExactly(result.lines().getLast());
    assertThat(run.gazette("card", "list", "-q").lines()).containsExactly("LINES-1", "LINES-2");
  }

  @Test
  void epoch_comesFromOptionOrEnvironment() {
    var run = gazette.onBoard("epochs");
    run.gazette("card", "create", "One").ok();
    run.gazette("card", "claim", "EPOCHS-1").ok();
    var refused = run.gazette("card", "complete", "EPOCHS-1");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("held by owner", "name the lease's epoch");
    var stale = run.gazette("card", "complete", "EPOCHS-1", "--epoch", "9");
    assertThat(stale.exit()).isEqualTo(1);
    var done = run.with("GAZETTE_EPOCH", "1").gazette("card", "complete", "EPOCHS-1");
    assertThat(done.ok()).isEqualTo("EPOCHS-1 completed\n");
  }

  @Test
  void bulkVerbs_doOneCardAfterTheOther_andWhatWasDoneStays() {
    var run = gazette.onBoard("bulk");
    for (String title : List.of("One", "Two", "Three", "Four")) {
      run.gazette("card", "create", title).ok();
    }
    assertThat(run.gazette("card", "schedule", "BULK-1", "BULK-2", "--in", "2h", "-q").ok())
        .isEqualTo("BULK-1\nBULK-2\n");
    assertThat(run.gazette("card", "block", "BULK-1", "no key", "--ids", "BULK-2,BULK-3").exit())
        .as("what is scheduled is not blocked by hand")
        .isEqualTo(1);
    assertThat(run.gazette("card", "block", "BULK-3", "no key", "--ids", "BULK-4", "-q").ok())
        .isEqualTo("BULK-3\nBULK-4\n");
    var halted = run.gazette("card", "complete", "BULK-3", "BULK-1", "BULK-4", "-q");
    assertThat(halted.exit()).isEqualTo(1);
    assertThat(halted.out()).isEqualTo("BULK-3\n");
    assertThat(run.gazette("card", "list", "--state", "blocked", "-q").ok()).isEqualTo("BULK-4\n");
    var own = run.with("GAZETTE_EPOCH", "7").gazette("card", "unblock", "BULK-1", "BULK-2");
    assertThat(own.ok()).contains("BULK-2 unblocked");
    var several = run.with("GAZETTE_EPOCH", "7").gazette("card", "complete", "BULK-1", "BULK-2");
    assertThat(several.ok()).isEqualTo("BULK-1 completed\nBULK-2 completed\n");
  }

  @Test
  void wrongNames_getTheNearest() {
    var run = gazette.onBoard("names");
    run.gazette("card", "create", "One").ok();
    gazette.repository("bazaar");
    assertHint(
        run, "There is no board naems; list the boards. Did you mean names?", "board show naems");
    assertHint(run, "Did you mean NAMES-1?", "card show NAEMS-1");
    assertHint(run, "Did you mean NAMES-1?", "card show NAMES-11");
    assertHint(run, "Did you mean running?", "card move NAMES-1 runing");
    assertHint(run, "Did you mean bazaar?", "env set bazar K v");
    assertHint(run, "Did you mean parrot?", "ask --no-stream -m parot hi");
    assertHint(run, "Did you mean parrot?", "ask -m parot hi");
  }

  private static void assertHint(Run run, String sentence, String line) {
    var result = run.gazette(line.split(" ", -1));
    assertThat(result.err()).contains(sentence);
    assertThat(result.exit()).isEqualTo(4);
  }

  @Test
  void otherPeoplesText_cannotDriveTheTerminal() {
    var run = gazette.onBoard("evil").with("NO_COLOR", "1");
    run.gazette("card", "create", "evil \u202e", "--body", "a\u001b]0;x\u0007\nb").ok();
    for (String verb : List.of("card list", "card show EVIL-1", "board show", "events")) {
      assertThat(run.at(PERSON).gazette(verb.split(" ", -1)).ok())
          .as(verb)
          .contains("evil")
          .doesNotContain("\u001b", "\u202e", "\u0007");
    }
    assertThat(run.gazette("card", "list").ok()).contains("evil \\u202e");
    assertThat(run.gazette("card", "show", "EVIL-1").ok()).contains("a\\x1b]0;x\\x07");
  }

  @Test
  void colour_isForTerminalsWithoutNoColor() {
    var run = gazette.onBoard("colours");
    run.gazette("card", "create", "One").ok();
    assertThat(run.gazette("card", "list").ok()).doesNotContain("\u001b");
    assertThat(run.at(PERSON).gazette("card", "list").ok()).contains("\u001b[1m");
    assertThat(run.with("NO_COLOR", "1").gazette("card", "list").ok()).doesNotContain("\u001b");
  }

  @Test
  void closedPipe_endsQuietly() {
    var err = new ByteArrayOutputStream();
    var closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    for (String verb : List.of("board list", "board list --json", "events --json")) {
      int exit = new Cli(gazette.run().surroundings(closed, err)).run(List.of(verb.split(" ", -1)));
      assertThat(exit).as(verb).isZero();
      assertThat(err.size()).as(verb).isZero();
    }
  }

  @Test
  void value_comesFromStandardInput() {
    var repository = gazette.repository("stdin");
    var result = gazette.run().piping("s3 cret\n").gazette("env", "set", "stdin", "API_KEY");
    assertThat(result.ok()).contains("+API_KEY=****", "stdin .env: written").doesNotContain("cret");
    assertThat(repository.read(".env")).isEqualTo("API_KEY='s3 cret'\n");
  }

  @Test
  void secret_isShownOnceOrWritten() throws IOException {
    var run = gazette.run();
    var file = folder.resolve("ci.token");
    String[] create = {"auth", "token", "create", "shown", "--grant", "board.read"};
    assertThat(
            run.gazette(Stream.concat(Stream.of(create), Stream.of("-q")).toArray(String[]::new))
                .err())
        .contains("the secret would be lost");
    assertThat(run.gazette(create).ok())
        .matches("shown created; its secret is shown this once: gzt_\\S+\n");
    var quiet =
        run.gazette("auth", "token", "rotate", "shown", "-q", "--secret-file", file.toString());
    assertThat(quiet.ok()).matches("tok_\\w+\n");
    assertThat(Files.readString(file)).matches("gzt_\\S+\n");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    run.gazette("board", "list", "--token-file", file.toString()).ok();
  }

  @Test
  void line_refusedByALimit_tellsWhenToTryAgain() {
    var run = gazette.onBoard("hasty");
    var token = folder.resolve("hasty.token").toString();
    run.gazette(
            "auth",
            "token",
            "create",
            "hasty",
            "--grant",
            "board.write",
            "--per-minute",
            "1",
            "--secret-file",
            token)
        .ok();
    var refused =
        run.piping("{\"title\": \"One\"}\n{\"title\": \"Two\"}\n")
            .gazette("card", "create", "-f", "-", "--token-file", token, "--json");
    assertThat(refused.lines()).hasSize(1);
    assertThat(refused.err())
        .contains("\"message\":\"Line 2: ", "\"line\":\"2\"", "\"retry_after_seconds\":");
  }

  @Test
  void secret_thatCannotBeWritten_isNotMade() throws IOException {
    var run = gazette.run();
    var kept = folder.resolve("kept.token").toString();
    run.gazette("auth", "token", "create", "kept", "--grant", "board.read", "--secret-file", kept)
        .ok();
    var beneathAFile = folder.resolve("kept.token/x").toString();
    for (String unwritable : new String[] {beneathAFile, folder.toString()}) {
      var refused = run.gazette("auth", "token", "rotate", "kept", "--secret-file", unwritable);
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("Cannot write " + unwritable);
    }
    run.gazette("board", "list", "--token-file", kept).ok();
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".new"));
  }

  @Test
  void rotate_ofTheTokenInUse_keepsTheHomeInStep() throws IOException {
    var run = gazette.run();
    var token = gazette.machine().home().resolve("token");
    String before = Files.readString(token);
    assertThat(run.gazette("auth", "token", "rotate", "owner").ok())
        .isEqualTo("owner rotated; its secret is in " + token + "\n");
    assertThat(Files.readString(token)).matches("gzt_\\S+\n").isNotEqualTo(before);
    assertThat(Files.getPosixFilePermissions(token)).hasSize(2);
    run.gazette("board", "list").ok();
  }

  @Test
  void recover_putsTheNewTokenIntoTheHome() throws IOException {
    var run = gazette.run();
    Files.writeString(gazette.machine().home().resolve("token"), "gzt_lost");
    assertThat(run.gazette("board", "list").exit()).isEqualTo(5);
    run.gazette("auth", "recover").ok();
    run.gazette("board", "list").ok();
  }

  @Test
  void recover_ofAContext_leavesTheHomeAlone() throws IOException {
    var home = gazette.machine().home();
    var kept = Files.readString(home.resolve("token"));
    var person = new Run(folder);
    String server = "127.0.0.1:" + gazette.machine().port("governor");
    person.piping("gzt_lost\n").gazette("auth", "login", "far", "--server", server).ok();
    person.piping(Files.readString(home.resolve("data/auth/recovery")));
    try {
      assertThat(person.gazette("auth", "recover", "--recovery-file", "-").ok())
          .contains("contexts.properties");
      person.gazette("board", "list").ok();
      assertThat(home.resolve("token")).hasContent(kept);
      assertThat(folder.resolve(".gazette")).doesNotExist();
    } finally {
      gazette.run().gazette("auth", "recover").ok();
    }
  }

  @Test
  void board_isDrawn() {
    var run = gazette.onBoard("drawn");
    run.gazette("card", "create", "One").ok();
    run.gazette("card", "create", "Two").ok();
    run.gazette("card", "claim", "DRAWN-2", "--worker", "me").ok();
    assertThat(run.gazette("board", "show").ok())
        .contains("ready 1", "running 1", "DRAWN-1 One", "DRAWN-2 Two @me", "Empty: triage");
  }

  @Test
  void completion_knowsVerbsOptionsAndLiveIds() {
    var run = gazette.onBoard("tabs");
    run.gazette("card", "create", "One").ok();
    assertThat(complete(run, "ca")).containsExactly("card");
    assertThat(complete(run, "card", "cl")).containsExactly("claim");
    assertThat(complete(run, "card", "list", "--st")).containsExactly("--state");
    assertThat(complete(run, "card", "list", "--state", "re")).containsExactly("ready", "review");
    assertThat(complete(run, "card", "show", "TA")).containsExactly("TABS-1");
    assertThat(complete(run, "card", "list", "-b", "tab")).containsExactly("tabs");
    assertThat(complete(run, "env", "template", "x", "")).containsExactly(":files");
  }

  @Test
  void completion_onABoardThatIsGone_isSilent() {
    var run = new Run(folder);
    gazette.machine().environment().forEach(run::with);
    run.gazette("board", "create", "brief").ok();
    run.gazette("board", "use", "brief").ok();
    run.gazette("board", "remove", "brief").ok();
    assertThat(complete(run, "card", "show", "")).isEmpty();
  }

  private static List<String> complete(Run run, String... words) {
    var result =
        run.gazette(
            Stream.concat(Stream.of("__complete", "--"), Stream.of(words)).toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    return result.ok().lines().toList();
  }
}
