package dev.gazette.board.card;

import dev.gazette.board.attachment.Attachments;
import dev.gazette.board.board.Board;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.comment.Answers;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.dispatch.BreakerPolicy;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.board.dispatch.Pauses;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.board.hook.Hooks;
import dev.gazette.board.limit.WipLimits;
import dev.gazette.board.removal.Removals;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.board.retry.Failure;
import dev.gazette.board.retry.RetryPolicy;
import dev.gazette.board.run.Lease;
import dev.gazette.board.share.Shares;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.event.Forgetting;
import dev.gazette.platform.event.Past;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A board at work on a store of a test's: the operations, and short ways to call the usual ones.
record Desk(
    TestStore store,
    Boards boards,
    Cards cards,
    CardLists lists,
    Claims claims,
    Verbs verbs,
    Leases leases,
    Attempts attempts,
    Endings endings,
    Links links,
    Schedules schedules,
    Reviews reviews,
    Inbox inbox)
    implements AutoCloseable {

  static final Actor ANNA = new Actor("anna", "c1");
  static final BoardId OPS = new BoardId("ops");
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final BreakerPolicy UNBREAKABLE = new BreakerPolicy(0, MINUTE, MINUTE);
  static final Duration LONG_READY = Duration.ofDays(2);

  /// A desk with an empty board `ops`.
  static Desk on(TestStore store) {
    return on(store, UNBREAKABLE);
  }

  /// The same, whose breakers open by a policy.
  static Desk on(TestStore store, BreakerPolicy policy) {
    var desk = over(store, policy);
    store.write(tx -> desk.boards().create(tx, ANNA, OPS, "", "", List.of()));
    return desk;
  }

  /// A desk with whatever is in the store.
  static Desk over(TestStore store) {
    return over(store, UNBREAKABLE);
  }

  /// The same, whose breakers open by a policy.
  static Desk over(TestStore store, BreakerPolicy policy) {
    var boards = new Boards();
    var cards = new Cards(boards);
    var attempts = new Attempts(cards, RetryPolicy.DEFAULT, new Breakers(policy));
    return new Desk(
        store,
        boards,
        cards,
        new CardLists(boards),
        new Claims(boards),
        new Verbs(cards),
        new Leases(cards, attempts),
        attempts,
        new Endings(cards),
        new Links(cards),
        new Schedules(cards),
        new Reviews(cards),
        new Inbox(cards));
  }

  /// The stores that every operation is tested on.
  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  static Desk memory() {
    return on(TestStore.memory("board"));
  }

  Card create(String title) {
    return create(Brief.of(title));
  }

  Card create(Brief brief) {
    return store.write(tx -> cards.create(tx, ANNA, OPS, brief, Optional.empty()));
  }

  Card card(CardId id) {
    return store.read(session -> cards.get(session, id));
  }

  ClaimOutcome claim(CardId id) {
    return claim(id, "w1", MINUTE);
  }

  ClaimOutcome claim(CardId id, String worker, Duration duration) {
    return store.write(tx -> claims.claim(tx, ANNA, id, new Claims.Terms(worker, duration)));
  }

  /// Makes a card and claims it.
  Card running(String title) {
    var outcome = claim(create(title).id());
    return ((ClaimOutcome.Claimed) outcome).card();
  }

  Lease beat(CardId id, long epoch, String note) {
    return store.write(tx -> leases.renew(tx, ANNA, id, epoch, note));
  }

  Card complete(CardId id, long epoch) {
    return store.write(tx -> verbs.complete(tx, ANNA, id, epoch, "done so", ""));
  }

  Card block(CardId id, long epoch) {
    return block(id, epoch, BlockKind.NEEDS_INPUT);
  }

  Card block(CardId id, long epoch, BlockKind kind) {
    return store.write(tx -> verbs.block(tx, ANNA, id, epoch, kind, "no key"));
  }

  Card complete(CardId id, long epoch, String outcome) {
    return store.write(tx -> verbs.complete(tx, ANNA, id, epoch, "done so", outcome));
  }

  /// Puts a card on the board that waits for others, on success.
  Card createAfter(String title, CardId... parents) {
    var wanted =
        Stream.of(parents)
            .map(id -> new Links.Wanted(id, Condition.ON_SUCCESS, Otherwise.WAIT))
            .toList();
    return store.write(
        tx -> links.create(tx, ANNA, OPS, Brief.of(title), Optional.empty(), wanted, _ -> true));
  }

  Edge link(CardId parent, CardId child) {
    return link(parent, child, Condition.ON_SUCCESS, Otherwise.WAIT);
  }

  Edge link(CardId parent, CardId child, Condition condition, Otherwise otherwise) {
    var wanted = new Links.Wanted(parent, condition, otherwise);
    return store.write(tx -> links.link(tx, ANNA, child, wanted, _ -> true));
  }

  Edge unlink(CardId parent, CardId child) {
    return store.write(tx -> links.unlink(tx, ANNA, parent, child));
  }

  Card fail(CardId id, long epoch) {
    return store.write(tx -> endings.fail(tx, ANNA, id, epoch, "no luck"));
  }

  /// Ends an attempt that failed.
  Card failAttempt(CardId id, long epoch, ExitClass exit) {
    var failure = new Failure(exit, "no luck", "", Optional.empty());
    return store.write(tx -> attempts.fail(tx, ANNA, id, epoch, failure));
  }

  Card limitRuntime(CardId id, Duration longest) {
    var limits = new RetryLimits(Optional.empty(), Optional.of(Optional.of(longest)));
    return store.write(tx -> limits.set(tx, ANNA, cards.get(tx, id)));
  }

  int timeOut() {
    return store.write(tx -> attempts.timeOut(tx, ANNA));
  }

  Card reclaim(CardId id) {
    return store.write(tx -> attempts.reclaim(tx, ANNA, id, "it hangs"));
  }

  Card reassign(CardId id, String assignee, boolean reclaim) {
    return store.write(tx -> attempts.reassign(tx, ANNA, id, assignee, reclaim, "away"));
  }

  Card cancel(CardId id) {
    return store.write(tx -> endings.cancel(tx, ANNA, id, "no need"));
  }

  Card reopen(CardId id) {
    return store.write(tx -> endings.reopen(tx, ANNA, id));
  }

  /// Puts a card away for a length of time.
  Card schedule(CardId id, long epoch, Duration length) {
    var schedule = new Schedule(store.clock().instant().plus(length));
    return store.write(tx -> schedules.schedule(tx, ANNA, id, epoch, schedule, "not yet"));
  }

  Card unblock(CardId id) {
    return store.write(tx -> verbs.unblock(tx, ANNA, id, "asked"));
  }

  Card answer(CardId id) {
    var answers = new Answers(cards, new Comments(cards), verbs, new Triage(cards));
    return store.write(tx -> answers.answer(tx, ANNA, id, "so"));
  }

  Card review(CardId id, long epoch, String reviewer) {
    var named = reviewer.isEmpty() ? Optional.<String>empty() : Optional.of(reviewer);
    return store.write(tx -> reviews.request(tx, ANNA, id, epoch, named, "look"));
  }

  Card changes(CardId id, long epoch) {
    return store.write(tx -> reviews.requestChanges(tx, ANNA, id, epoch, "shorter"));
  }

  Card reopenReview(CardId id, String reason) {
    return store.write(tx -> reviews.reopen(tx, ANNA, id, reason));
  }

  /// Says what is to be done of a card in triage.
  Card specify(CardId id, String title) {
    return store.write(tx -> new Triage(cards).specify(tx, ANNA, id, CardsTest.title(title), ""));
  }

  Card delete(CardId id) {
    return store.write(tx -> new Trash(boards, cards).delete(tx, ANNA, id)).card();
  }

  Card restore(CardId id) {
    return store.write(tx -> new Trash(boards, cards).restore(tx, ANNA, id));
  }

  /// Removes for good what is due; answers in how many steps.
  int purge() {
    var purge = new Purge(remains());
    int steps = 0;
    while (store.write(tx -> purge.step(tx, ANNA))) {
      steps++;
    }
    return steps;
  }

  /// The same for boards.
  int purgeBoards() {
    int steps = 0;
    while (store.write(tx -> removals().step(tx, ANNA))) {
      steps++;
    }
    return steps;
  }

  private List<Remains> remains() {
    return List.of(new Comments(cards), new History(), new Attachments(cards));
  }

  /// Forgets what is old of the log, in some batches; answers how many events.
  int forget(Instant before, int batch, int batches) {
    var forgetting = new Forgetting("board", List.of(new History()));
    int forgotten = 0;
    var page = past(0, batch);
    for (int i = 0; i < batches && !page.isEmpty(); i++) {
      var old = page.stream().filter(event -> event.createTime().isBefore(before)).toList();
      forgotten += store.write(tx -> forgetting.forget(tx, before, old));
      page = past(page.getLast().position(), batch);
    }
    return forgotten;
  }

  private List<Past> past(long position, int batch) {
    return store.read(session -> EventStore.past(session, position, batch));
  }

  /// All cards, also those in the trash.
  List<CardId> ids() {
    return store.read(session ->
        session
            .sql("SELECT board_id, number FROM card ORDER BY board_id, number")
            .list(rows -> new CardId(new BoardId(rows.getString(1)), rows.getLong(2))));
  }

  /// Removals of boards, with what every feature keeps of them.
  Removals removals() {
    return new Removals(
        new Purge(remains()),
        List.of(
            new Pauses(boards),
            new WipLimits(boards),
            new Shares(boards),
            new Hooks(boards),
            new Breakers(UNBREAKABLE)));
  }

  Board remove(BoardId board) {
    return store.write(tx -> removals().remove(tx, ANNA, board));
  }

  Board restore(BoardId board) {
    return store.write(tx -> removals().restore(tx, ANNA, board));
  }

  /// A card, also one in the trash; empty for one that is gone for good.
  Optional<Card> whole(CardId id) {
    return store.read(session -> CardStore.whole(session, id));
  }

  int wake() {
    return store.write(tx -> schedules.wake(tx, ANNA));
  }

  int lapse(Duration readyFor) {
    return store.write(tx -> leases.lapse(tx, ANNA, readyFor));
  }

  @Override
  public void close() {
    store.close();
  }
}
