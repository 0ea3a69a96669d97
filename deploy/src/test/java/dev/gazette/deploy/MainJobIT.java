package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.testkit.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job, by the command alone, on a real repository.
final class MainJobIT {

  @TempDir Path folder;

  @Test
  void mainJob_fromStartToEnd_isInOneLog() throws IOException {
    try (var machine = new Machine(Files.createDirectories(folder.resolve("un été là-bas")))) {
      assertThat(machine.gazette("up").ok()).contains("Gazette is up.");
      var repository = GitRepository.withCommit(machine.folder().resolve("shop"));
      repository.write(".env", "# kept\r\nA=1");
      governFiles(machine, repository);
      workOnACard(machine);
      refuse(machine);
      readTheLog(machine);
      assertThat(machine.gazette("down").ok()).contains("Gazette is down.");
      assertThat(Files.readString(machine.home().resolve("logs/gazette.log")))
          .contains("board ended")
          .doesNotContain("Cannot tell when");
    }
  }

  private static void governFiles(Machine machine, GitRepository repository) throws IOException {
    machine.gazette("repo", "register", repository.path().toString()).ok();
    var preview = machine.piping("s3cret\n", "env", "set", "shop", "API_KEY", "--dry-run").ok();
    assertThat(preview).contains("+API_KEY=").doesNotContain("s3cret");
    assertThat(repository.read(".env")).isEqualTo("# kept\r\nA=1");
    machine.piping("s3cret\n", "env", "set", "shop", "API_KEY").ok();
    assertThat(repository.read(".env")).startsWith("# kept\r\nA=1").contains("API_KEY=s3cret");
    assertThat(repository.git("status", "--porcelain")).doesNotContain(".env\n");
    machine.gazette("gitignore", "merge", "shop", "target/", "*.log").ok();
    assertThat(repository.read(".gitignore")).contains("target/\n", "*.log\n", ".env");
    machine.gazette("env", "undo", "shop").ok();
    assertThat(repository.read(".env")).isEqualTo("# kept\r\nA=1");
    assertThat(repository.git("diff", "--stat", "HEAD")).isEmpty();
  }

  private static void workOnACard(Machine machine) {
    assertThat(machine.gazette("card", "create", "Renew", "--repo", "shop", "-q").ok())
        .isEqualTo("DEFAULT-1");
    var claim = machine.gazette("card", "claim", "--next", "--worker", "w1", "--json").ok();
    assertThat(claim).contains("\"epoch\":1", "DEFAULT-1");
    machine.gazette("card", "heartbeat", "DEFAULT-1", "--epoch", "1").ok();
    machine.gazette("card", "complete", "DEFAULT-1", "--epoch", "1", "--summary", "renewed").ok();
    assertThat(machine.gazette("card", "show", "DEFAULT-1", "--json").ok())
        .contains("\"state\":\"done\"", "\"summary\":\"renewed\"");
    machine.gazette("card", "wait", "DEFAULT-1", "--for", "done", "--timeout", "5s").ok();
  }

  private static void refuse(Machine machine) throws IOException {
    var noModel = machine.gazette("ask", "hello");
    assertThat(noModel.exit()).isEqualTo(3);
    assertThat(noModel.err()).contains("Ollama").contains("http://127.0.0.1:1");
    var token = machine.folder().resolve("other-token");
    Files.writeString(token, "gzt_wrong\n");
    assertThat(machine.gazette("card", "list", "--token-file", token.toString()).exit())
        .isEqualTo(5);
    assertThat(machine.gazette("card", "show", "DEFAULT-9").exit()).isEqualTo(4);
    assertThat(machine.gazette("card", "shw").exit()).isEqualTo(2);
    assertThat(machine.gazette("card", "create", "").exit()).isIn(1, 2);
  }

  private static void readTheLog(Machine machine) {
    var log = machine.gazette("events", "--json").ok();
    for (String kind :
        List.of(
            "token.created",
            "repository.registered",
            "repository.observed",
            "write.written",
            "write.undone",
            "write_order.accepted",
            "card.created",
            "card.claimed",
            "card.completed",
            "chat.failed")) {
      assertThat(log).contains("\"kind\":\"" + kind + "\"");
    }
    assertThat(log).doesNotContain("s3cret");
  }
}
