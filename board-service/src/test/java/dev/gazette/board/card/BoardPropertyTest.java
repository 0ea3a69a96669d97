package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.LONG_READY;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.Column;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random operations on two boards, and after each the whole of {@link Invariants}. A failure names
/// its seed and step; the same seed walks the same way.
@Tag("proof")
final class BoardPropertyTest {

  private static final BoardId DEV = new BoardId("dev");
  private static final List<String> LABELS = List.of("x", "y", "ü z");
  private static final List<String> OUTCOMES = List.of("", "good", "bad");
  private static final List<String> PEOPLE = List.of("", "ben", "eve");

  static List<Long> seeds() {
    return switch (System.getProperty("gazette.proof", "quick")) {
      case "full" -> new Random(1).longs(20).boxed().toList();
      case "ci" -> List.of(1L, 2L, 3L, 4L);
      default -> List.of(1L);
    };
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyOperations_keepTheInvariants(long seed) {
    try (var desk = Desk.memory()) {
      desk.store().write(tx -> desk.boards().create(tx, ANNA, DEV, "", "", List.of()));
      var walk = new Walk(desk, new Random(seed));
      var invariants = new Invariants(desk, List.of(OPS, DEV));
      int refused = 0;
      for (int step = 0; step < 2_000; step++) {
        var before = invariants.held();
        String done = walk.step();
        refused += done.startsWith("refused") ? 1 : 0;
        invariants.check("seed %d, step %d: %s".formatted(seed, step, done), done, before);
      }
      assertThat(refused).as("both kinds of operations occur").isBetween(200, 1_600);
    }
  }

  /// One way of many through the operations.
  private static final class Walk {
    private final Desk desk;
    private final Random random;
    private final List<CardId> known = new ArrayList<>();

    Walk(Desk desk, Random random) {
      this.desk = desk;
      this.random = random;
    }

    /// Does something and tells what; a refusal is told as `refused …`.
    String step() {
      int kind = known.size() < 3 ? 0 : random.nextInt(27);
      try {
        return switch (kind) {
          case 0, 1 -> create();
          case 2 -> run("update", tx -> desk.cards().update(tx, ANNA, any(), change(), ""));
          case 3 -> run("move", tx -> desk.cards().move(tx, ANNA, any(), column().id(), ""));
          case 4 -> run("archive", tx -> desk.cards().archive(tx, ANNA, any()));
          case 5 -> run("unarchive", tx -> desk.cards().unarchive(tx, ANNA, any()));
          case 6, 7 -> claim();
          case 8 -> claimNext();
          case 9 -> renew();
          case 10, 11 -> complete();
          case 12 -> block();
          case 13 ->
              random.nextBoolean()
                  ? run("unblock", tx -> desk.verbs().unblock(tx, ANNA, any()))
                  : run("promote", tx -> desk.verbs().promote(tx, ANNA, any(), "", false));
          case 14 -> random.nextBoolean() ? release() : lapse();
          case 15 -> end();
          case 16 -> run("reopen", tx -> desk.endings().reopen(tx, ANNA, any()));
          case 17 -> createAfter();
          case 18, 19 -> link();
          case 20 -> unlink();
          case 21 -> schedule();
          case 22 -> wake();
          case 23 -> review();
          case 24 -> changes();
          case 25 -> comment();
          default -> limit();
        };
      } catch (Refusal refusal) {
        return "refused: " + refusal.sentence();
      }
    }

    private String run(String name, Operation<Card> operation) {
      return name + " " + desk.store().write(operation).id();
    }

    private String create() {
      var now = desk.store().clock().instant();
      var schedule =
          random.nextInt(8) == 0
              ? Optional.of(new Schedule(now.plusSeconds(random.nextInt(100))))
              : Optional.<Schedule>empty();
      var board = random.nextBoolean() ? OPS : DEV;
      var card =
          desk.store()
              .write(
                  tx -> desk.cards().create(tx, ANNA, board, brief(), Optional.empty(), schedule));
      known.add(card.id());
      return "create " + card.id();
    }

    private String claim() {
      var outcome =
          desk.claim(any(), "w" + random.nextInt(3), Duration.ofSeconds(1 + random.nextInt(60)));
      return outcome instanceof ClaimOutcome.Claimed ? "claim" : "refused " + outcome;
    }

    private String claimNext() {
      var board = random.nextBoolean() ? OPS : DEV;
      var wanted =
          new Wanted(
              random.nextBoolean() ? "" : pick(LABELS),
              random.nextInt(3) == 0 ? "r1" : "",
              pick(PEOPLE),
              random.nextInt(4) == 0);
      var best = best(board, wanted);
      var outcome =
          desk.store()
              .write(tx ->
                  desk.claims()
                      .claimNext(tx, ANNA, board, wanted, new Claims.Terms("w", Desk.MINUTE)));
      if (outcome instanceof ClaimOutcome.Claimed(var card, var _)) {
        assertThat(best).contains(card.id());
        return "claimNext " + card.id();
      }
      assertThat(best).isEmpty();
      return "refused " + outcome;
    }

    /// The card that should be claimed, found by looking at each.
    private Optional<CardId> best(BoardId board, Wanted wanted) {
      return known.stream()
          .filter(id -> id.board().equals(board))
          .map(desk::card)
          .filter(card -> card.state().word().equals(wanted.review() ? "review" : "ready"))
          .filter(
              card -> wanted.label().isEmpty() || card.brief().labels().contains(wanted.label()))
          .filter(card -> fits(wanted.assignee(), card.brief().assignee()))
          .filter(card -> fits(wanted.repositoryId(), card.brief().repositoryId()))
          .min((a, b) ->
              a.brief().priority() == b.brief().priority()
                  ? Long.compare(a.id().number(), b.id().number())
                  : Integer.compare(b.brief().priority(), a.brief().priority()))
          .map(Card::id);
    }

    private static boolean fits(String wanted, String found) {
      return wanted.isEmpty() || wanted.equals(found);
    }

    private String renew() {
      var id = any();
      desk.beat(id, epoch(id), random.nextBoolean() ? "" : "note");
      return "renew " + id;
    }

    private String complete() {
      var id = any();
      return "complete " + desk.complete(id, epoch(id), pick(OUTCOMES)).id();
    }

    private String block() {
      var id = any();
      var kind = pick(List.of(BlockKind.values()).subList(0, 2));
      return "block " + desk.block(id, epoch(id), kind).id();
    }

    private String end() {
      var id = any();
      return random.nextInt(3) == 0
          ? "cancel " + desk.cancel(id).id()
          : "fail " + desk.fail(id, epoch(id)).id();
    }

    private String createAfter() {
      var board = random.nextBoolean() ? OPS : DEV;
      var parents = new LinkedHashMap<CardId, Links.Wanted>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        var wanted = wanted();
        parents.put(wanted.parent(), wanted);
      }
      var wanted = List.copyOf(parents.values());
      var brief = brief();
      var card =
          desk.store()
              .write(tx ->
                  desk.links().create(tx, ANNA, board, brief, Optional.empty(), wanted, _ -> true));
      known.add(card.id());
      return "create " + card.id() + " after " + wanted;
    }

    private String link() {
      var child = any();
      var wanted = wanted();
      return "link " + desk.link(wanted.parent(), child, wanted.condition(), wanted.otherwise());
    }

    private Links.Wanted wanted() {
      var kind = pick(List.of(Condition.Kind.values()));
      String outcome = kind == Condition.Kind.ON_OUTCOME ? "good" : "";
      return new Links.Wanted(
          any(), new Condition(kind, outcome), pick(List.of(Otherwise.values())));
    }

    /// Mostly one that is there.
    private String unlink() {
      var child = any();
      var edges = desk.store().read(session -> desk.links().list(session, child, _ -> true));
      var parent = edges.isEmpty() ? any() : pick(edges).parent();
      return "unlink " + desk.unlink(parent, child);
    }

    private String comment() {
      var id = any();
      long epoch = epoch(id);
      desk.store().write(tx -> new Comments(desk.cards()).create(tx, ANNA, id, "hm", epoch));
      return "comment " + id;
    }

    private String schedule() {
      var id = any();
      var length = Duration.ofSeconds(random.nextInt(100) - 10);
      return "schedule " + desk.schedule(id, epoch(id), length).id();
    }

    private String review() {
      var id = any();
      return "review " + desk.review(id, epoch(id), pick(PEOPLE)).id();
    }

    private String changes() {
      var id = any();
      return "changes " + desk.changes(id, epoch(id)).id();
    }

    private String wake() {
      desk.store().clock().advance(Duration.ofSeconds(random.nextInt(10)));
      return "wake " + desk.wake();
    }

    private String release() {
      var id = any();
      long epoch = epoch(id);
      return run("release", tx -> desk.leases().release(tx, ANNA, id, epoch, "tea"));
    }

    private String lapse() {
      desk.store().clock().advance(Duration.ofSeconds(random.nextInt(40)));
      return "lapse " + desk.lapse(random.nextInt(4) == 0 ? Duration.ofSeconds(30) : LONG_READY);
    }

    private String limit() {
      var board = random.nextBoolean() ? OPS : DEV;
      var columns = new ArrayList<>(desk.store().read(s -> desk.boards().get(s, board)).columns());
      int at = random.nextInt(columns.size());
      var old = columns.get(at);
      columns.set(at, new Column(old.id(), old.title(), old.state(), random.nextInt(8)));
      var change = new Boards.Change(Optional.empty(), Optional.empty(), Optional.of(columns), "");
      desk.store().write(tx -> desk.boards().update(tx, ANNA, board, change));
      return "limit " + old.id();
    }

    /// Mostly the epoch that holds, else none or an old one.
    private long epoch(CardId id) {
      long current = desk.card(id).epoch();
      return switch (random.nextInt(6)) {
        case 0 -> 0;
        case 1 -> current + random.nextInt(3) - 1;
        default -> desk.card(id).lease() == null ? 0 : current;
      };
    }

    private CardId any() {
      return random.nextInt(40) == 0 ? new CardId(OPS, 99_999) : pick(known);
    }

    private Column column() {
      return pick(desk.store().read(session -> desk.boards().get(session, OPS)).columns());
    }

    private Brief brief() {
      return new Brief(
          "t" + random.nextInt(9),
          random.nextBoolean() ? "" : "b" + random.nextInt(9),
          random.nextInt(5) - 2,
          random.nextBoolean() ? List.of() : List.of(pick(LABELS), pick(LABELS)),
          pick(PEOPLE),
          random.nextBoolean() ? null : desk.store().clock().instant(),
          random.nextBoolean() ? "" : "r1");
    }

    private Brief.Change change() {
      var brief = brief();
      return new Brief.Change(
          Optional.of(brief.title()),
          random.nextBoolean() ? Optional.of(brief.body()) : Optional.empty(),
          random.nextBoolean() ? Optional.of(brief.priority()) : Optional.empty(),
          random.nextBoolean() ? Optional.of(brief.labels()) : Optional.empty(),
          random.nextBoolean() ? Optional.of(brief.assignee()) : Optional.empty(),
          random.nextBoolean()
              ? Optional.of(Optional.ofNullable(brief.dueTime()))
              : Optional.empty(),
          random.nextBoolean() ? Optional.of(brief.repositoryId()) : Optional.empty());
    }

    private <T> T pick(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }
  }
}
