package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.process.Terminals;
import dev.gazette.cli.testgazette.Run;
import dev.gazette.cli.testgazette.TestGazette;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceVerbsTest {

  @TempDir Path folder;
  private TestGazette gazette;

  @BeforeEach
  void start() {
    gazette = new TestGazette(folder.resolve("home"));
  }

  @AfterEach
  void stop() {
    gazette.close();
  }

  private Run run() {
    return Run.against(gazette);
  }

  private List<CreateCardRequest> creations() {
    return gazette.requests().stream()
        .filter(CreateCardRequest.class::isInstance)
        .map(CreateCardRequest.class::cast)
        .toList();
  }

  @Test
  void write_isRepeatedOnceWithTheSameId() {
    gazette.refuseNext(1);
    assertThat(run().gazette("card", "create", "One").out()).isEqualTo("DEFAULT-1 created: One\n");
    gazette.refuseNext(2);
    var result = run().gazette("card", "create", "Two");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).isEqualTo("gazette: The service is stopping.\n");
    assertThat(creations()).hasSize(1);
    assertThat(creations().getFirst().getRequestId())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void quiet_printsIdsOnly() {
    run().gazette("card", "create", "One");
    run().gazette("card", "create", "Two");
    assertThat(run().gazette("card", "list", "-q").out()).isEqualTo("DEFAULT-1\nDEFAULT-2\n");
    assertThat(run().gazette("-q", "card", "claim", "--next").out()).isEqualTo("DEFAULT-1\n");
  }

  @Test
  void list_readsPages() {
    for (int i = 0; i < 5; i++) {
      run().gazette("card", "create", "Card " + i);
    }
    var first = run().gazette("card", "list", "--limit", "2");
    assertThat(first.lines()).hasSize(3);
    assertThat(first.err()).contains("There is more: add --all, or --page-token 2");
    assertThat(run().gazette("card", "list", "--limit", "2", "--page-token", "2", "-q").out())
        .isEqualTo("DEFAULT-3\nDEFAULT-4\n");
    assertThat(run().gazette("card", "list", "--all", "-q").lines()).hasSize(5);
  }

  @Test
  void ndjson_makesACardOfEachLine_andStopsAtTheFirstBadOne() {
    var result =
        run()
            .piping(
                """
                {"title": "A", "labels": ["x"], "priority": "urgent"}

                {"title": "B", "board_id": "default", "request_id": "mine"}
                {"titel": "C"}
                {"title": "D"}
                """)
            .gazette("card", "create", "-f", "-", "--assignee", "me");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("Line 4: a card has no key titel. Did you mean title?");
    assertThat(result.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":\"DEFAULT-"));
    assertThat(creations()).extracting(it -> it.getCard().getAssignee()).containsOnly("me");
    assertThat(creations().getFirst().getCard().getPriority()).isEqualTo(1000);
    assertThat(creations().getLast().getRequestId()).isEqualTo("mine");
  }

  @Test
  void epoch_comesFromOptionOrEnvironment() {
    run().gazette("card", "create", "One");
    run().gazette("card", "claim", "DEFAULT-1");
    var refused = run().gazette("card", "complete", "DEFAULT-1");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).isEqualTo("gazette: Epoch 0 does not hold DEFAULT-1.\n");
    var done = run().with("GAZETTE_EPOCH", "1").gazette("card", "complete", "DEFAULT-1");
    assertThat(done.out()).isEqualTo("DEFAULT-1 completed\n");
    assertThat(gazette.requests()).filteredOn(CompleteCardRequest.class::isInstance).hasSize(2);
  }

  @Test
  void wrongNames_getTheNearest() {
    run().gazette("board", "create", "ops");
    run().gazette("card", "create", "One", "--board", "ops");
    run().gazette("repo", "register", "/src/shop");
    assertHint("There is no board osp. Did you mean ops?", "board", "show", "osp");
    assertHint("Did you mean OPS-1?", "card", "show", "OSP-1");
    assertHint("Did you mean OPS-1?", "card", "show", "OPS-11");
    assertHint("Did you mean running?", "card", "move", "OPS-1", "runing");
    assertHint("Did you mean shop?", "env", "set", "shpo", "K", "v");
    assertHint("Did you mean echo?", "ask", "--no-stream", "-m", "echa", "hi");
    assertHint("Did you mean echo?", "ask", "-m", "echa", "hi");
  }

  private void assertHint(String sentence, String... arguments) {
    var result = run().gazette(arguments);
    assertThat(result.err()).contains(sentence);
    assertThat(result.exit()).isEqualTo(4);
  }

  @Test
  void otherPeoplesText_cannotDriveTheTerminal() {
    run().gazette("card", "create", "\u001b[2J evil \u202e", "--body", "a\u001b]0;x\u0007\nb");
    for (String verb : List.of("card list", "card show DEFAULT-1", "board show", "events")) {
      var result =
          run().at(new Terminals(true, true, true)).with("NO_COLOR", "1").gazette(verb.split(" "));
      assertThat(result.out()).as(verb).doesNotContain("\u001b", "\u202e", "\u0007");
    }
    assertThat(run().gazette("card", "list").out()).contains("\\x1b[2J evil \\u202e");
  }

  @Test
  void colour_isForTerminalsWithoutNoColor() {
    var person = new Terminals(true, true, true);
    run().gazette("card", "create", "One");
    assertThat(run().at(person).gazette("card", "list").out()).contains("\u001b[1m");
    assertThat(run().at(person).with("NO_COLOR", "1").gazette("card", "list").out())
        .doesNotContain("\u001b");
    assertThat(run().gazette("card", "list").out()).doesNotContain("\u001b");
  }

  @Test
  void closedPipe_endsQuietly() {
    run().gazette("card", "create", "One");
    var err = new ByteArrayOutputStream();
    var closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    int exit = new Cli(run().surroundings(closed, err)).run(List.of("card", "list"));
    assertThat(exit).isZero();
    assertThat(err.size()).isZero();
  }

  @Test
  void value_comesFromStandardInput() {
    run().gazette("repo", "register", "/src/shop");
    var result = run().piping("s3 cret\n").gazette("env", "set", "shop", "API_KEY");
    assertThat(result.out()).contains("+KEY=****", "shop .env: written, set API_KEY");
    assertThat(gazette.environment("API_KEY")).isEqualTo("s3 cret");
  }

  @Test
  void ask_printsTheAnswer() {
    assertThat(run().gazette("ask", "two", "words").out()).isEqualTo("two words\n");
    assertThat(run().piping("piped").gazette("ask").out()).isEqualTo("piped\n");
    assertThat(run().gazette("ask", "-q", "x").out()).isEqualTo("3\n");
    var slow = run().gazette("ask", "-m", "mute", "--timeout", "300ms", "x");
    assertThat(slow.exit()).isEqualTo(6);
  }

  @Test
  void secret_isShownOnceOrWritten() throws IOException {
    var file = folder.resolve("ci.token");
    assertThat(run().gazette("auth", "token", "create", "a", "--grant", "x", "-q").err())
        .contains("the secret would be lost");
    assertThat(run().gazette("auth", "token", "create", "a", "--grant", "x").out())
        .isEqualTo("a created; its secret is shown this once: gzt_tok_a\n");
    var quiet =
        run().gazette("auth", "token", "rotate", "a", "-q", "--secret-file", file.toString());
    assertThat(quiet.out()).isEqualTo("tok_a\n");
    assertThat(Files.readString(file)).isEqualTo("gzt_tok_a2\n");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
  }

  @Test
  void recover_putsTheNewTokenIntoTheHome() throws IOException {
    Files.writeString(gazette.home().resolve("token"), "gzt_lost");
    assertThat(run().gazette("board", "list").exit()).isEqualTo(5);
    assertThat(run().gazette("auth", "recover").exit()).isZero();
    assertThat(run().gazette("board", "list").exit()).isZero();
  }

  @Test
  void board_isDrawn() {
    run().gazette("card", "create", "One");
    run().gazette("card", "create", "Two");
    run().gazette("card", "claim", "DEFAULT-2", "--worker", "me");
    assertThat(run().gazette("board", "show").out())
        .contains("ready 1", "running 1", "DEFAULT-1 One", "DEFAULT-2 Two @me", "Empty: done");
  }

  @Test
  void completion_knowsVerbsOptionsAndLiveIds() {
    run().gazette("card", "create", "One");
    assertThat(complete("ca")).containsExactly("card");
    assertThat(complete("card", "cl")).containsExactly("claim");
    assertThat(complete("card", "list", "--st")).containsExactly("--state");
    assertThat(complete("card", "list", "--state", "re")).containsExactly("ready", "review");
    assertThat(complete("card", "show", "DEF")).containsExactly("DEFAULT-1");
    assertThat(complete("card", "list", "-b", "")).containsExactly("default");
    assertThat(complete("env", "template", "x", "")).containsExactly(":files");
    gazette.close();
    assertThat(complete("card", "show", "")).isEmpty();
  }

  private List<String> complete(String... words) {
    var arguments = new java.util.ArrayList<>(List.of("__complete", "--"));
    arguments.addAll(List.of(words));
    var result = run().gazette(arguments.toArray(String[]::new));
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    return result.lines();
  }
}
