package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.IDEMPOTENCY_KEY_REUSED;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.Column;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.dispatch.Pause;
import dev.gazette.board.dispatch.Pausing;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.board.limit.Pools;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What people do to a simulated board.
final class People {

  static final BoardId DEV = new BoardId("dev");
  static final List<BoardId> BOARDS = List.of(OPS, DEV, Owners.LAB);
  static final Actor BEN = new Actor("ben", "c2");
  static final List<String> LABELS = List.of("x", "y", "ü z");
  static final List<String> NAMES = List.of("", "ben", "eve");

  private final World world;
  private final Chance chance;
  private final Memory memory;
  private final Told told;
  private int words;

  People(World world, Chance chance, Memory memory, Told told) {
    this.world = world;
    this.chance = chance;
    this.memory = memory;
    this.told = told;
  }

  List<Deed> deeds() {
    return List.of(
        new Deed("create", 5, this::create),
        new Deed("create by key", 3, this::createByKey),
        new Deed("create after", 3, this::createAfter),
        new Deed("update", 4, this::update),
        new Deed(
            "summarize", 1, () -> run(tx -> result().set(tx, ANNA, desk().cards().get(tx, any())))),
        new Deed("move", 3, () -> run(tx -> desk().cards().move(tx, ANNA, any(), column(), ""))),
        new Deed("specify", 3, () -> desk().specify(any(), word()).id().toString()),
        new Deed("archive", 2, this::archive),
        new Deed("unarchive", 3, this::unarchive),
        new Deed("unblock", 5, () -> run(tx -> desk().verbs().unblock(tx, ANNA, any(), "asked"))),
        new Deed("answer", 3, () -> desk().answer(any()).id().toString()),
        new Deed("promote", 2, this::promote),
        new Deed("limit attempts", 3, this::limitAttempts),
        new Deed("reclaim", 1, () -> desk().reclaim(any()).id().toString()),
        new Deed("reassign", 2, this::reassign),
        new Deed("cancel", 1, () -> desk().cancel(any()).toString()),
        new Deed("reopen", 4, () -> desk().reopen(any()).toString()),
        new Deed("reopen a review", 1, () -> desk().reopenReview(any(), "").toString()),
        new Deed("link", 6, this::link),
        new Deed("unlink", 3, this::unlink),
        new Deed("comment", 2, this::comment),
        new Deed("pause", 1, this::pause),
        new Deed("resume", 2, this::resume),
        new Deed("close a breaker", 1, this::closeBreaker),
        new Deed("limit", 2, this::limit));
  }

  private Desk desk() {
    return world.desk();
  }

  private String run(Operation<Card> operation) {
    return world.store().write(operation).id().toString();
  }

  /// A card that there is, but now and then none.
  CardId any() {
    return memory.cards.isEmpty() || chance.oneIn(60)
        ? new CardId(OPS, 99_999)
        : there(memory.cards, CardId::board);
  }

  /// A board that there is, but now and then one in the trash.
  BoardId board() {
    return there(BOARDS, board -> board);
  }

  private <T> T there(List<T> all, Function<T, BoardId> board) {
    var one = chance.pick(all);
    return told.isThere(board.apply(one)) || chance.oneIn(3) ? one : chance.pick(all);
  }

  /// @param brief what it was to say
  private String made(Card card, Brief brief) {
    memory.cards.add(card.id());
    String usual = told.boards().defaultAssignee(card.id().board());
    Broken.unless(
        card.brief().equals(brief.assignee().isEmpty() ? brief.assignedTo(usual) : brief),
        "%s was to say %s",
        card,
        brief);
    return card.id().toString();
  }

  private String create() {
    var now = world.store().clock().instant();
    var board = board();
    var brief = brief();
    var by = chance.oneIn(3) ? BEN : ANNA;
    boolean gated = chance.oneIn(20);
    var gate = new Start.Gate(BlockKind.NEEDS_INPUT, "which?");
    var start =
        chance.oneIn(5)
            ? Optional.of(Start.at(new Schedule(now.plus(chance.seconds(100)))))
            : Optional.<Start>empty();
    return made(
        world
            .store()
            .write(tx -> {
              var first = gated ? Optional.of(gate.by(by, tx.now())) : start;
              return desk().cards().create(tx, by, board, brief, Optional.empty(), first);
            }),
        brief);
  }

  private String createByKey() {
    var board = board();
    var key = new CardKey("k" + chance.below(2), "h" + chance.below(3) / 2);
    var living = memory.living(board, key.text());
    var brief = brief();
    Operation<Card> create = tx -> desk().cards().create(tx, ANNA, board, brief, Optional.empty());
    Card card;
    try {
      card = world.store().write(tx -> CardKeys.once(tx, board, key, create));
    } catch (Refusal refusal) {
      Broken.unless(
          told.isThere(board) || refusal.reason() == BOARD_NOT_FOUND,
          "%s is in the trash, and not refused: %s",
          board,
          refusal.sentence());
      Broken.unless(
          refusal.reason() != IDEMPOTENCY_KEY_REUSED
              || living.filter(it -> !it.hash().equals(key.contentHash())).isPresent(),
          "%s was refused, and %s lives",
          key,
          living);
      throw refusal;
    }
    if (living.isEmpty()) {
      memory.keyed(card.id(), key.text(), key.contentHash());
      return made(card, brief);
    }
    Broken.unless(told.isThere(board), "%s gave %s, which is in the trash", key, card.id());
    Broken.unless(
        living.get().equals(new Memory.Living(card.id(), key.contentHash())),
        "%s gave %s, and %s lives",
        key,
        card.id(),
        living);
    return "nothing: it is " + card.id();
  }

  private String createAfter() {
    var board = board();
    var parents = new LinkedHashMap<CardId, Links.Wanted>();
    for (int i = chance.below(3); i >= 0; i--) {
      var wanted = wanted();
      parents.put(wanted.parent(), wanted);
    }
    var wanted = List.copyOf(parents.values());
    var brief = brief();
    return made(
            world
                .store()
                .write(tx ->
                    desk()
                        .links()
                        .create(tx, ANNA, board, brief, Optional.empty(), wanted, _ -> true)),
            brief)
        + " after "
        + parents.keySet();
  }

  private Links.Wanted wanted() {
    var kind = chance.pick(List.of(Condition.Kind.values()));
    String outcome = kind == Condition.Kind.ON_OUTCOME ? "good" : "";
    var otherwise = chance.oneIn(3) ? Otherwise.CANCEL : Otherwise.WAIT;
    return new Links.Wanted(any(), new Condition(kind, outcome), otherwise);
  }

  private String update() {
    var brief = brief();
    var change =
        new Brief.Change(
            Optional.of(brief.title()),
            maybe(brief.body()),
            maybe(brief.priority()),
            maybe(brief.labels()),
            maybe(brief.assignee()),
            maybe(Optional.ofNullable(brief.dueTime())),
            maybe(brief.repositoryId()));
    return run(tx -> desk().cards().update(tx, ANNA, any(), change, ""));
  }

  private Result result() {
    return new Result(Optional.of(word()));
  }

  private <T> Optional<T> maybe(T value) {
    return chance.either() ? Optional.of(value) : Optional.empty();
  }

  Brief brief() {
    return new Brief(
        word(),
        chance.either() ? "" : word() + " " + word(),
        chance.below(5) - 2,
        chance.either() ? List.of() : List.of(chance.pick(LABELS), chance.pick(LABELS)),
        chance.pick(NAMES),
        chance.either() ? null : world.store().clock().instant(),
        chance.either() ? "" : "r1",
        pool());
  }

  /// One that there is, or none.
  private String pool() {
    var pools = world.store().read(Pools::list);
    return pools.isEmpty() || chance.either() ? "" : chance.pick(pools).id().value();
  }

  /// One that was never written before.
  private String word() {
    return "w" + ++words;
  }

  private ColumnId column() {
    return chance.pick(columns(OPS)).id();
  }

  private List<Column> columns(BoardId board) {
    return world.store().read(session -> desk().boards().get(session, board)).columns();
  }

  private String archive() {
    var id = any();
    var line = run(tx -> desk().cards().archive(tx, ANNA, id));
    memory.archived(id);
    return line;
  }

  private String unarchive() {
    var id = any();
    var line = run(tx -> desk().cards().unarchive(tx, ANNA, id));
    memory.unarchived(id);
    return line;
  }

  private String limitAttempts() {
    var limits =
        new RetryLimits(
            maybe(chance.below(4)), maybe(maybe(Duration.ofSeconds(1 + chance.below(40)))));
    return run(tx -> limits.set(tx, ANNA, desk().cards().get(tx, any())));
  }

  private String reassign() {
    return desk().reassign(any(), chance.pick(NAMES), chance.either()).id().toString();
  }

  private String promote() {
    boolean dryRun = chance.oneIn(3);
    var line = run(tx -> desk().verbs().promote(tx, ANNA, any(), "", dryRun));
    return dryRun ? "nothing: a trial of " + line : line;
  }

  private String link() {
    var child = any();
    var wanted = wanted();
    return desk().link(wanted.parent(), child, wanted.condition(), wanted.otherwise()).toString();
  }

  /// Mostly of an edge that there is.
  private String unlink() {
    var child = any();
    var edges = world.store().read(session -> desk().links().list(session, child, _ -> true));
    return edges.isEmpty()
        ? desk().unlink(any(), child).toString()
        : desk().unlink(chance.pick(edges).parent(), chance.pick(edges).child()).toString();
  }

  private String comment() {
    var id = any();
    var word = word();
    world.store().write(tx -> world.comments().create(tx, ANNA, id, word, 0));
    told.write(word, id);
    return id + ": " + word;
  }

  private Pause.Of some() {
    return new Pause.Of(maybe(chance.pick(BOARDS)), chance.pick(NAMES));
  }

  private String pause() {
    var some = some();
    Pausing.pause(world.store(), world.pauses(), some);
    return memory.pauses.add(some) ? some.toString() : "nothing: paused " + some;
  }

  private String resume() {
    var some = memory.pauses.isEmpty() ? some() : chance.pick(List.copyOf(memory.pauses));
    Pausing.resume(world.store(), world.pauses(), some);
    Broken.unless(memory.pauses.remove(some), "%s was not paused", some);
    return some.toString();
  }

  private String closeBreaker() {
    var some =
        chance.either()
            ? new Pause.Of(Optional.of(chance.pick(BOARDS)), "")
            : new Pause.Of(Optional.empty(), chance.pick(NAMES));
    return Pausing.close(world.store(), some) ? some.toString() : "nothing: closed " + some;
  }

  private String limit() {
    var board = board();
    var columns = new ArrayList<>(columns(board));
    int at = chance.below(columns.size());
    var old = columns.get(at);
    int limit = chance.either() ? 0 : 1 + chance.below(7);
    columns.set(at, new Column(old.id(), old.title(), old.state(), limit));
    var change = new Boards.Change(Optional.empty(), Optional.empty(), Optional.of(columns), "");
    world.store().write(tx -> desk().boards().update(tx, ANNA, board, change));
    return "%s/%s to %d".formatted(board, old.id(), limit);
  }
}
