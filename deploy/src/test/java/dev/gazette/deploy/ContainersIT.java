package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gazette.platform.testkit.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The product as the compose file ships it, with a real model, a real repository and the command
/// that people use. It stands on what deploy/docker/prepare made.
@Tag("peer")
@Timeout(1_800)
final class ContainersIT {

  private static final String SIX_GIB = Long.toString(6L << 30);

  /// Whom services run as that touch nobody's files; see the Dockerfiles.
  private static final int SERVICE_USER = 10_001;

  /// Whose the repositories are where root runs the test: nobody wants root's.
  private static final int SOME_USER = 1_000;

  /// What the kernel says, in the first or the second version of its control groups.
  private static final String LIMIT =
      "cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes";

  @TempDir static Path folder;
  private static Path repositories;
  private static int user;
  private static Stack stack;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    require(Stack.missing());
    repositories = Files.createDirectories(folder.resolve("un été là-bas"));
    var shop = GitRepository.withCommit(repositories.resolve("shop"));
    shop.write(".env", "# kept\r\nA=1");
    user = (int) Files.getAttribute(folder, "unix:uid");
    int group = (int) Files.getAttribute(folder, "unix:gid");
    if (user == 0) {
      user = SOME_USER;
      group = SOME_USER;
      shop.run(List.of("chown", "-R", user + ":" + group, repositories.toString()));
    }
    stack = new Stack(repositories, user, group);
    stack.remove(); // What a killed run of this test left.
    stack.up();
    client = new Client(folder, stack);
  }

  private static void require(String missing) {
    if (missing.isEmpty()) {
      return;
    }
    if (System.getenv("CI") != null) {
      fail(missing);
    }
    System.err.println("Skipped ContainersIT: " + missing);
    abort(missing);
  }

  @AfterAll
  static void remove() {
    if (stack != null) {
      stack.remove();
      assertThat(stack.remains()).isEmpty();
    }
  }

  @Test
  void context_ofTheOwnersToken_reachesAllServices() {
    assertThat(client.here("status", "-q").lines())
        .containsExactlyInAnyOrderElementsOf(Stack.SERVICES);
  }

  @Test
  void ollama_isHeldToSixGibibytesAndOneModel() {
    assertThat(stack.inspect("ollama", "{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}"))
        .isEqualTo(SIX_GIB + " " + SIX_GIB);
    assertThat(stack.compose("exec", "-T", "ollama", "sh", "-c", LIMIT).ok()).isEqualTo(SIX_GIB);
    assertThat(stack.inspect("ollama", "{{range .Config.Env}}{{println .}}{{end}}").lines())
        .contains("OLLAMA_NUM_PARALLEL=1", "OLLAMA_MAX_LOADED_MODELS=1");
  }

  @Test
  void ports_areTenOnLoopback_andNoneOfOllamas() {
    String published =
        "{{range $port, $at := .NetworkSettings.Ports}}{{range $at}}"
            + "{{.HostIp}}:{{.HostPort}}>{{$port}} {{end}}{{end}}";
    var all = new HashSet<String>();
    Stack.SERVICES.forEach(
        service -> all.addAll(List.of(stack.inspect(service, published).split(" "))));
    assertThat(all)
        .containsExactlyInAnyOrder(
            "127.0.0.1:25051>50051/tcp",
            "127.0.0.1:25052>50052/tcp",
            "127.0.0.1:25053>50053/tcp",
            "127.0.0.1:25054>50054/tcp",
            "127.0.0.1:25055>50055/tcp",
            "127.0.0.1:24051>8051/tcp",
            "127.0.0.1:24052>8052/tcp",
            "127.0.0.1:24000>8000/tcp",
            "127.0.0.1:24054>8054/tcp",
            "127.0.0.1:24055>8055/tcp");
    assertThat(stack.inspect("ollama", published)).isEmpty();
    assertThat(stack.inspect("init", published)).isEmpty();
  }

  @Test
  void services_runWithoutRootsRights() {
    for (String service : Stack.SERVICES) {
      boolean owners = Set.of("auth", "probe").contains(service);
      assertThat(stack.compose("exec", "-T", service, "id", "-u").ok())
          .as(service)
          .isEqualTo(Integer.toString(owners ? user : SERVICE_USER));
      assertThat(
              stack.inspect(
                  service,
                  "{{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.HostConfig.ReadonlyRootfs}}"))
          .as(service)
          .isEqualTo("[ALL] [no-new-privileges:true] true");
    }
  }

  @Test
  void mainJob_outlivesEachContainer() throws IOException {
    governFiles();
    workOnACard();
    ask();
    readTheLog();
    String tokens = client.on("auth", "token", "list", "-q");
    for (String service : Stack.SERVICES) {
      stack.crash(service);
      assertEverythingIsThere(service, tokens);
    }
    stack.crash("ollama");
    ask();
    stack.compose("stop").ok();
    for (String service : Stack.SERVICES) {
      assertThat(stack.inspect(service, "{{.State.ExitCode}}")).as(service).isEqualTo("0");
    }
    stack.compose("down").ok();
    stack.start();
    assertEverythingIsThere("all", tokens);
  }

  private static void governFiles() throws IOException {
    client.on("repo", "register", repositories.resolve("shop").toString());
    client.piping("s3cret\n", "env", "set", "shop", "API_KEY");
    client.on("gitignore", "merge", "shop", "target/", "*.log");
    var env = repositories.resolve("shop/.env");
    assertThat(Files.readString(env)).startsWith("# kept\r\nA=1").contains("API_KEY=s3cret");
    assertThat(Files.getAttribute(env, "unix:uid")).isEqualTo(user);
    assertThat(Files.readString(repositories.resolve("shop/.gitignore")))
        .contains(".env", "target/\n", "*.log\n");
  }

  private static void workOnACard() {
    assertThat(client.on("card", "create", "Renew", "--repo", "shop", "-q")).isEqualTo("DEFAULT-1");
    assertThat(client.on("card", "claim", "--next", "--worker", "w1", "--json"))
        .contains("\"epoch\":1");
    client.on("card", "heartbeat", "DEFAULT-1", "--epoch", "1", "--note", "half way");
    client.on("card", "complete", "DEFAULT-1", "--epoch", "1", "--summary", "renewed");
  }

  /// The model is tiny and one thread of a busy machine works for it: minutes are allowed.
  private static void ask() {
    assertThat(
            client.on(
                "ask", "--timeout", "5m", "--max-tokens", "24", "--temperature", "0", "Say hello."))
        .isNotBlank();
    assertThat(client.on("usage", "--limit", "1", "--json"))
        .contains("\"model\":\"tiny\"", "\"outcome\":\"completed\"");
  }

  /// The board hears of the others' steps a moment later; `--follow` waits for each.
  private static void readTheLog() {
    for (String kind :
        List.of(
            "token.created",
            "repository.registered",
            "write.written",
            "write_order.accepted",
            "card.created",
            "card.claimed",
            "card.noted",
            "card.completed",
            "chat.completed")) {
      assertThat(
              client.on(
                  "events", "--follow", "--since", "1h", "--limit", "1", "--kind", kind, "--json"))
          .contains("\"kind\":\"" + kind + "\"");
    }
    assertThat(client.on("events", "--json")).doesNotContain("s3cret");
  }

  private static void assertEverythingIsThere(String crashed, String tokens) throws IOException {
    assertThat(client.on("auth", "token", "list", "-q")).as(crashed).isEqualTo(tokens);
    assertThat(client.on("card", "show", "DEFAULT-1", "--json"))
        .as(crashed)
        .contains("\"state\":\"done\"", "\"summary\":\"renewed\"");
    assertThat(client.on("usage", "-q").lines()).as(crashed).contains("1");
    client.piping(crashed, "env", "set", "shop", "SINCE_" + crashed.toUpperCase(Locale.ROOT));
    assertThat(Files.readString(repositories.resolve("shop/.env")))
        .contains("API_KEY=s3cret", "=" + crashed);
  }
}
