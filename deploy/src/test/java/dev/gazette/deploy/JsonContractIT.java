package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.Gazette;
import dev.gazette.cli.completion.Complete;
import dev.gazette.cli.frame.Group;
import dev.gazette.cli.output.JsonReader;
import dev.gazette.cli.testkit.Run;
import dev.gazette.platform.testkit.GitRepository;
import dev.gazette.proto.auth.v1.AuditEntry;
import dev.gazette.proto.auth.v1.IssuedToken;
import dev.gazette.proto.auth.v1.Token;
import dev.gazette.proto.board.v1.Assignee;
import dev.gazette.proto.board.v1.Attachment;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardShare;
import dev.gazette.proto.board.v1.BoardStats;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardContext;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.Column;
import dev.gazette.proto.board.v1.Comment;
import dev.gazette.proto.board.v1.Delivery;
import dev.gazette.proto.board.v1.Edge;
import dev.gazette.proto.board.v1.Explanation;
import dev.gazette.proto.board.v1.Hook;
import dev.gazette.proto.board.v1.InboxItem;
import dev.gazette.proto.board.v1.Lease;
import dev.gazette.proto.board.v1.Pause;
import dev.gazette.proto.board.v1.Pool;
import dev.gazette.proto.board.v1.SearchHit;
import dev.gazette.proto.board.v1.Swarm;
import dev.gazette.proto.board.v1.TrashedCard;
import dev.gazette.proto.board.v1.Trouble;
import dev.gazette.proto.board.v1.WipLimit;
import dev.gazette.proto.common.v1.Event;
import dev.gazette.proto.governor.v1.FoundRepository;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.inference.v1.Model;
import dev.gazette.proto.inference.v1.StreamChatResponse;
import dev.gazette.proto.inference.v1.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Walks the `--json` contract over every verb, against the five services.
@ExtendWith(Running.Shared.class)
final class JsonContractIT {

  private static final Shape BOARD = Shape.of(Board.getDefaultInstance());
  private static final Shape CARD = Shape.of(Card.getDefaultInstance());
  private static final Shape SWARM = Shape.of(Swarm.getDefaultInstance());
  private static final Shape EDGE = Shape.of(Edge.getDefaultInstance());
  private static final Shape CLAIM = Shape.of(Claim.getDefaultInstance());
  private static final Shape PAUSE = Shape.of(Pause.getDefaultInstance());
  private static final Shape HOOK = Shape.of(Hook.getDefaultInstance());
  private static final Shape LIMIT = Shape.of(WipLimit.getDefaultInstance());
  private static final Shape SHARE = Shape.of(BoardShare.getDefaultInstance());
  private static final Shape POOL = Shape.of(Pool.getDefaultInstance());
  private static final Shape ATTACHMENT = Shape.of(Attachment.getDefaultInstance());
  private static final Shape COMMENT = Shape.of(Comment.getDefaultInstance());
  private static final Shape REPOSITORY = Shape.of(Repository.getDefaultInstance());
  private static final Shape WRITE = Shape.of(GovernedWrite.getDefaultInstance());
  private static final Shape TOKEN = Shape.of(Token.getDefaultInstance());
  private static final Shape ISSUED = Shape.of(IssuedToken.getDefaultInstance());
  private static final Shape CONTEXT = Shape.of("name", "server", "token_file", "current");

  /// A run of a verb, what each line of it looks like, and who is let in.
  private record Row(String line, Shape shape, Access access) {

    /// With the first id of the list before it in its place.
    private Row with(String listed) {
      return new Row(line.replace("$LISTED", listed), shape, access);
    }

    private String[] words(String... more) {
      var words = new ArrayList<>(List.of(line.split(" ", -1)));
      int command = words.indexOf("--");
      words.addAll(command < 0 ? words.size() : command, List.of(more));
      return words.toArray(String[]::new);
    }
  }

  private enum Access {
    /// Whoever holds a good token.
    TOKEN,
    /// Everybody.
    ANYBODY,
    /// Whoever may start programs on the machine: it runs as a process.
    MACHINE
  }

  private static Row row(String line, Shape shape) {
    return new Row(line, shape, Access.TOKEN);
  }

  private static Row open(String line, Shape shape) {
    return new Row(line, shape, Access.ANYBODY);
  }

  private static Row machine(String line, Shape shape) {
    return new Row(line, shape, Access.MACHINE);
  }

  /// Runs of all verbs, in an order in which each finds what it needs. The folder of the repository
  /// is relative to this module's.
  private static final List<Row> ROWS =
      List.of(
          machine("down", Shape.of("home", "stopped")),
          machine("up", Shape.of("home", "token_file", "log_file", "services")),
          machine("doctor", Shape.of("check", "ok", "message").page()),
          machine("logs", Shape.of("line")),
          machine("install", Shape.of("files")),
          machine("uninstall", Shape.of("removed", "left", "home_kept")),
          open(
              "status",
              Shape.of("service", "state", "address", "latency_ms", "problem", "pauses").page()),
          open("status --paths", Shape.of("name", "path", "exists", "size_bytes").page()),
          row("board create walk --title Walk", BOARD),
          row("board list", BOARD.page()),
          row("board use walk", BOARD),
          row("board show walk", Shape.of("board", "cards")),
          row("board update walk --title Walked", BOARD),
          row("board rename walk Walked", BOARD),
          row("board create gone", BOARD),
          row("board remove gone", BOARD),
          row("board restore gone", BOARD),
          row(
              "board export walk --force --output target/running-" + Machine.FORK + "/walk.tar.gz",
              Shape.of("board_id", "file", "size_bytes", "counts")),
          row("board import target/running-" + Machine.FORK + "/walk.tar.gz --as walk-back", BOARD),
          row("board columns walk --wip ready=9", Shape.of(Column.getDefaultInstance()).page()),
          row("repo discover", Shape.of(FoundRepository.getDefaultInstance()).page()),
          row("repo register target/running-" + Machine.FORK + "/walked", REPOSITORY),
          row("repo list", REPOSITORY.page()),
          row("repo show walked", Shape.of("repository", "facts")),
          row("repo update walked --label web", REPOSITORY),
          row("card create A --priority high --label x --due 2099-12-31 --repo walked", CARD),
          row("card create B --column triage", CARD),
          row("card create C --parent WALK-1:failure", CARD),
          row("card create D --blocked why", CARD),
          row("card swarm E --worker eve:F --worker :G --priority low", SWARM),
          row("card link WALK-1 WALK-3 --on approved --otherwise wait", EDGE),
          row("card context WALK-3", Shape.of(CardContext.getDefaultInstance())),
          row("card update WALK-3 --assignee ben", CARD),
          row("board stats", Shape.of(BoardStats.getDefaultInstance())),
          row("board assignees", Shape.of(Assignee.getDefaultInstance()).page()),
          row("card show WALK-3", CARD.with("parents").with("children").with("attachments")),
          row("card explain WALK-3", Shape.of(Explanation.getDefaultInstance())),
          row("card unlink WALK-1 WALK-3", EDGE),
          row("card block WALK-3 why", CARD),
          row("card promote WALK-3 --dry-run", CARD),
          row("card cancel WALK-3", CARD),
          row("card list", CARD.page()),
          row("card list --sort title --created-by owner", CARD.page()),
          row("card search a", Shape.of(SearchHit.getDefaultInstance()).page()),
          row("card update WALK-1 --title Renewed", CARD),
          row("card specify WALK-2 --title Better", CARD),
          row("card move WALK-2 ready", CARD),
          row("card claim WALK-1 --worker me", CLAIM),
          row("card heartbeat WALK-1 --epoch 1", Shape.of(Lease.getDefaultInstance())),
          row("card complete WALK-1 --epoch 1 --summary done --metadata {\"tests\":12}", CARD),
          row(
              "card runs WALK-1",
              Shape.of(dev.gazette.proto.board.v1.Run.getDefaultInstance()).page()),
          row("card comment WALK-1 well done", COMMENT),
          row("card comments WALK-1", COMMENT.page()),
          row("card attach WALK-1 - --name a.txt", ATTACHMENT),
          row("card attachments WALK-1", ATTACHMENT.page()),
          row("card attachment get WALK-1 a.txt -o target/a.txt", ATTACHMENT),
          row("card attachment remove WALK-1 a.txt", ATTACHMENT),
          row("card wait WALK-1 --for done --timeout 20s", CARD),
          row("card claim --next --wait 5s", CLAIM),
          row("card release WALK-2 --epoch 1", CARD),
          row("card work WALK-2 -- true", CARD),
          row("card reopen-review WALK-2 --reason why", CARD),
          row("card changes WALK-2 why", CARD),
          row("card block WALK-2 why --kind transient", CARD),
          row("inbox", Shape.of(InboxItem.getDefaultInstance()).page()),
          row("card unblock WALK-2 --reason why", CARD),
          row("card block WALK-2 why", CARD),
          row("card answer WALK-2 so", CARD),
          row("card review WALK-2 --reviewer eve --summary look", CARD),
          row("card changes WALK-2 shorter", CARD),
          row("hook create walked --url http://192.0.2.1/ --kind card.scheduled", HOOK),
          row("card schedule WALK-2 --in 3d --reason why", CARD),
          row("hook list", HOOK.page()),
          row("hook secret walked", Shape.of("secret")),
          row("hook test walked", HOOK),
          row("hook deliveries walked", Shape.of(Delivery.getDefaultInstance()).page()),
          row("hook redeliver $LISTED", Shape.of(Delivery.getDefaultInstance())),
          row("hook delete walked", HOOK),
          row("card schedule WALK-2 --cron @daily --zone Europe/Berlin --until 99d", CARD),
          row("card unblock WALK-2", CARD),
          row("card claim WALK-2", CLAIM),
          row("card fail-attempt WALK-2 terminal why --epoch 8", CARD),
          row("card dead-letters", CARD.page()),
          row("board diagnose walk", Shape.of(Trouble.getDefaultInstance()).page()),
          row("card unblock WALK-2", CARD),
          row("card claim WALK-2", CLAIM),
          row("card reclaim WALK-2 --reason why", CARD),
          row("card reassign WALK-2 eve", CARD),
          row("card fail WALK-2 why", CARD),
          row("card reopen WALK-2", CARD),
          row("card cancel WALK-2 --reason why", CARD),
          row("card archive WALK-2", CARD),
          row("card unarchive WALK-2", CARD),
          row("card delete WALK-2", Shape.of(TrashedCard.getDefaultInstance())),
          row("card trash", Shape.of(TrashedCard.getDefaultInstance()).page()),
          row("card restore WALK-2", CARD),
          row("dispatch pause --board walk --reason why", PAUSE),
          row("dispatch list", PAUSE.page()),
          row("dispatch resume --board walk", PAUSE),
          row("limit set 5 --board walk", LIMIT),
          row("limit list", LIMIT.page()),
          row("limit remove --board walk", LIMIT),
          row("share set walk 2", SHARE),
          row("share list", SHARE.page()),
          row("pool set walk 2", POOL),
          row("pool list", POOL.page()),
          row("pool remove walk", POOL),
          row("env set walked KEY value", WRITE),
          row("env template walked -", WRITE),
          row("env undo walked", WRITE),
          row("env writes walked", WRITE.page()),
          row("gitignore merge walked target/", WRITE),
          row("gitignore undo walked --dry-run", WRITE),
          row("repo remove walked", Shape.of("id")),
          row("ask hello world", Shape.of(StreamChatResponse.getDefaultInstance())),
          row("model list", Shape.of(Model.getDefaultInstance()).page()),
          row("usage", Shape.of(Usage.getDefaultInstance()).page()),
          row(
              "events --since 2020-01-01",
              Shape.of(Event.getDefaultInstance()).with("resume_token")),
          row("auth token create walk --grant board.read@boards/walk --per-minute 5", ISSUED),
          row("auth token list", TOKEN.page()),
          row("auth token rotate walk", ISSUED),
          row("auth token revoke walk", TOKEN),
          row("auth audit", Shape.of(AuditEntry.getDefaultInstance()).page()),
          open("auth login lab --server 127.0.0.1:50051", CONTEXT),
          open("auth contexts", CONTEXT.page()),
          open("auth use home", CONTEXT),
          open("auth recover", Shape.of("token", "token_file")));

  /// They print for a shell, whatever the form.
  private static final Set<String> WITHOUT_JSON = Set.of("completion", Complete.NAME);

  @TempDir Path folder;

  @Test
  void everyVerb_keepsTheContract(Running gazette) throws IOException {
    GitRepository.withCommit(gazette.machine().folder().resolve("walked"));
    var run = gazette.run().with("GAZETTE_BOARD", "walk").piping("KEY=1\n");
    var stranger = Files.writeString(folder.resolve("token"), "gzt_wrong\n").toString();
    String listed = "";
    for (var unplaced : ROWS) {
      var row = unplaced.with(listed);
      if (row.access() == Access.TOKEN) {
        isDenied(row, run.gazette(row.words("--json", "--token-file", stranger)));
      }
      var lines =
          row.access() == Access.MACHINE
              ? gazette.machine().gazette(row.words("--json")).ok().lines().toList()
              : quietly(row, run.gazette(row.words("--json")));
      assertThat(lines).as(row.line()).isNotEmpty();
      lines.forEach(line -> row.shape().check(row.line(), JsonReader.object(line)));
      if (row.shape().list() && row.access() != Access.MACHINE) {
        var ids = quietly(row, run.gazette(row.words("-q")));
        assertThat(ids).as(row.line()).isNotEmpty().allMatch(id -> id.matches("\\S+"));
        listed = ids.getFirst();
      }
    }
  }

  private static List<String> quietly(Row row, Run.Result result) {
    assertThat(result.err()).as(row.line()).isEmpty();
    assertThat(result.exit()).as(row.line()).isZero();
    return result.lines();
  }

  private static void isDenied(Row row, Run.Result result) {
    assertThat(result.exit()).as(row.line()).isEqualTo(5);
    assertThat(result.out()).as(row.line()).isEmpty();
    assertThat(JsonReader.object(result.err()))
        .as(row.line())
        .containsOnlyKeys("reason", "message", "retryable", "metadata")
        .containsEntry("reason", "TOKEN_INVALID")
        .containsEntry("retryable", false);
  }

  @Test
  void walk_leavesNoVerbOut() {
    var walked = new TreeSet<>(WITHOUT_JSON);
    ROWS.forEach(row -> walked.add(verb(new Gazette(), List.of(row.words()))));
    var verbs = new TreeSet<String>();
    collect(new Gazette(), "", verbs);
    assertThat(walked).isEqualTo(verbs);
  }

  /// The verb that some words begin with.
  private static String verb(Group group, List<String> words) {
    String name = words.getFirst();
    return group.verb(name) instanceof Group deeper
        ? name + " " + verb(deeper, words.subList(1, words.size()))
        : name;
  }

  private static void collect(Group group, String path, Set<String> verbs) {
    for (String name : group.verbs()) {
      if (group.verb(name) instanceof Group deeper) {
        collect(deeper, path + name + " ", verbs);
      } else {
        verbs.add(path + name);
      }
    }
  }
}
