package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.Cli;
import dev.gazette.cli.output.JsonReader;
import dev.gazette.cli.testkit.Run;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What follows the log: by itself across a restart of Gazette.
@Timeout(120)
@ExtendWith(Running.Shared.class)
final class FollowingIT {

  /// A command that runs while the test goes on.
  private record Follower(
      CompletableFuture<Integer> exit, ByteArrayOutputStream out, ByteArrayOutputStream err) {

    static Follower start(Run run, String line) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var cli = new Cli(run.surroundings(out, err));
      var words = List.of(line.split(" ", -1));
      var exit = CompletableFuture.supplyAsync(() -> cli.run(words), Thread::startVirtualThread);
      return new Follower(exit, out, err);
    }

    void await(ByteArrayOutputStream stream, String text) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (!stream.toString(StandardCharsets.UTF_8).contains(text)) {
        assertThat(System.nanoTime()).as(text).isLessThan(end);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }

    List<String> lines() throws Exception {
      assertThat(exit.get(30, TimeUnit.SECONDS)).isZero();
      return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static void finish(Run run, String card) {
    run.gazette("card", "claim", card).ok();
    run.gazette("card", "complete", card, "--epoch", "1").ok();
  }

  @Test
  void followers_goOnAcrossARestart(Running gazette) throws Exception {
    var run = gazette.onBoard("away");
    run.gazette("card", "create", "One").ok();
    run.gazette("card", "create", "Two").ok();
    var events =
        Follower.start(
            run, "events --follow --since 1h --subject boards/away --kind card.created --limit 3");
    var wait = Follower.start(run, "card wait AWAY-1 AWAY-2 --for done");
    events.await(events.out(), "AWAY-2");
    finish(run, "AWAY-2");
    wait.await(wait.out(), "AWAY-2 done");
    gazette.machine().gazette("down").ok();
    events.await(events.err(), "The log is away");
    gazette.machine().gazette("up").ok();
    finish(run, "AWAY-1");
    run.gazette("card", "create", "Three").ok();
    assertThat(wait.lines()).containsExactly("AWAY-2 done", "AWAY-1 done");
    assertThat(events.lines())
        .hasSize(3)
        .allMatch(line -> line.contains("card.created"))
        .last()
        .asString()
        .contains("boards/away/cards/AWAY-3");
  }

  @Test
  void claimThatWaits_goesOnAcrossARestart(Running gazette) throws Exception {
    var run = gazette.onBoard("line");
    var claim = Follower.start(run, "card claim --next --wait 10m --worker ada");
    claim.await(claim.err(), "In line");
    gazette.machine().gazette("down").ok();
    claim.await(claim.err(), "The board is away");
    gazette.machine().gazette("up").ok();
    run.gazette("card", "create", "One").ok();
    assertThat(claim.lines()).singleElement().asString().startsWith("LINE-1 claimed, epoch 1");
    var late = run.gazette("card", "claim", "--next", "--wait", "300ms", "--json");
    assertThat(late.exit()).isEqualTo(1);
    assertThat(late.err()).contains("NOTHING_READY");
  }

  @Test
  void revokedToken_losesItsStreams_andItsPlaceInLine(Running gazette) throws Exception {
    var owner = gazette.onBoard("sent");
    var file = gazette.machine().user().resolve("sent.token");
    owner
        .gazette(
            "auth",
            "token",
            "create",
            "sent",
            "--grant",
            "board.*@boards/sent",
            "--grant",
            "events.read@boards/sent",
            "--secret-file",
            file.toString())
        .ok();
    var sent = gazette.run().with("GAZETTE_BOARD", "sent");
    sent.with("GAZETTE_TOKEN_FILE", file.toString());
    var claim = Follower.start(sent, "card claim --next --wait 10m");
    claim.await(claim.err(), "In line");
    var events = Follower.start(sent, "events --follow --since 1h --subject boards/sent");
    owner.gazette("board", "update", "sent", "--title", "Sent").ok();
    events.await(events.out(), "board.updated");
    owner.gazette("auth", "token", "revoke", "sent").ok();
    for (var ended : List.of(claim, events)) {
      assertThat(ended.exit().get(30, TimeUnit.SECONDS)).isEqualTo(5);
      assertThat(ended.err().toString(StandardCharsets.UTF_8)).contains("Token sent was revoked");
    }
    owner.gazette("card", "create", "One").ok();
    assertThat(owner.gazette("card", "show", "SENT-1", "--json").ok()).contains("\"ready\"");
  }

  @Test
  void wait_anyOrInTime(Running gazette) {
    var run = gazette.onBoard("wait");
    run.gazette("card", "create", "One").ok();
    run.gazette("card", "create", "Two").ok();
    finish(run, "WAIT-2");
    assertThat(run.gazette("card", "wait", "WAIT-1", "WAIT-2", "--for", "done", "--any").ok())
        .isEqualTo("WAIT-2 done\n");
    var late = run.gazette("card", "wait", "WAIT-1", "--for", "done", "--timeout", "200ms");
    assertThat(late.exit()).isEqualTo(6);
    assertThat(late.err()).contains("Not there in time: WAIT-1.");
    assertThat(run.gazette("card", "wait", "WAIT-9", "--for", "done").exit()).isEqualTo(4);
  }

  @Test
  void events_areReadToTheEnd(Running gazette) {
    var run = gazette.onBoard("log");
    run.gazette("card", "create", "One").ok();
    run.gazette("card", "create", "Two").ok();
    finish(run, "LOG-1");
    var all = run.gazette("events", "--card", "LOG-1", "--json").ok().lines().toList();
    assertThat(all)
        .extracting(line -> JsonReader.object(line).get("kind"))
        .containsExactly("card.created", "card.claimed", "card.completed");
    String token = String.valueOf(JsonReader.object(all.getFirst()).get("resume_token"));
    assertThat(run.gazette("events", "--card", "LOG-1", "--resume", token, "--json").ok().lines())
        .isEqualTo(all.subList(1, 3));
    assertThat(run.gazette("events", "--card", "LOG-1", "-q").lines())
        .hasSize(3)
        .allMatch(id -> id.matches("board/\\d+"));
  }
}
