package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.retry.RetryPolicy;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What the event log told so far, and what must hold of each further step of it: no gap, time that
/// never goes back, limits that no person's verb oversteps, blocks that nothing but a person
/// crosses, words that are found once they are written. What it adds up to is the state.
final class Told {

  /// Verbs of timers, and those that give a card back: it has to be somewhere, whatever the limits.
  private static final Set<String> FREE =
      Set.of(
          "card.released",
          "card.lapsed",
          "card.woken",
          "card.block_loop",
          "card.attempt_failed",
          "card.dead_lettered",
          "card.reclaimed");

  private static final Set<String> GATES = Set.of("blocked", "triage");

  private static final String RECALLED = "card.recalled";

  private static final Set<String> FAILED =
      Set.of("card.lapsed", "card.attempt_failed", "card.dead_lettered");

  private final Fold fold = new Fold();
  private final Fuses fuses = new Fuses();
  private final Times times = new Times(fold);
  private final BoardsTold boards = new BoardsTold();
  private final FilesTold files = new FilesTold();
  private final Map<String, Integer> held = new HashMap<>();
  private final Map<String, Set<CardId>> said = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final List<CardId> made = new ArrayList<>();
  private final Set<CardId> everMade = new HashSet<>();
  private final Set<CardId> touched = new LinkedHashSet<>();
  private long sequence;
  private Instant newest = Instant.EPOCH;

  /// Reads on; answers how many events there were, but for those that tell anew what was forgotten.
  ///
  /// @param timers whether nobody but timers did something
  int read(TestStore store, boolean timers) {
    var events = store.read(session -> EventStore.after(session, sequence, Integer.MAX_VALUE));
    touched.clear();
    boolean first = true;
    for (var event : events) {
      Broken.unless(event.sequence() == ++sequence, "I7 a gap before event %d", event.sequence());
      Broken.unless(!event.createTime().isBefore(newest), "I7 time goes back at %s", event);
      newest = event.createTime();
      files.add(event);
      if (event.kind().startsWith("card.") && !Fold.APART.contains(event.kind())) {
        boolean told = event.kind().equals(RECALLED);
        take(event, timers || (!told && (!first || FREE.contains(event.kind()))));
        first &= told;
      } else {
        boards.add(event);
        fuses.told(event);
      }
    }
    fuses.check();
    return (int) events.stream().filter(event -> !event.kind().equals(RECALLED)).count();
  }

  private void take(Event event, boolean automatic) {
    String subject = event.subject();
    var id = CardId.parse(subject.substring(subject.lastIndexOf('/') + 1));
    String state = fold.text(id, "state");
    String column = fold.text(id, "column_id");
    var words = words(id);
    long holder = fold.holder(id);
    String assignee = fold.text(id, "assignee");
    times.before(event, id);
    fold.add(event);
    times.after(event, id);
    tried(event, id);
    fuses.card(event, new Fuses.Attempt(id, Math.max(holder, fold.holder(id)), assignee), fold);
    if (!words.equals(words(id))) {
      words.forEach(word -> unsay(word, id));
      words(id).forEach(word -> write(word, id));
    }
    if (event.kind().equals("card.created")) {
      Broken.unless(everMade.add(id), "%s was made twice", id);
      made.add(id);
      assigned(event, id);
    } else if (fold.gone(id)) {
      List.copyOf(said.keySet()).forEach(word -> unsay(word, id));
    }
    touched.add(id);
    move(id, column, fold.text(id, "column_id"), automatic);
    boolean left = !fold.gone(id) && !fold.text(id, "state").equals(state);
    Broken.unless(!(automatic && left && GATES.contains(state)), "%s crossed a human gate", event);
    Broken.unless(
        !(automatic && left && (state.equals("failed") || state.equals("cancelled"))),
        "%s woke what had ended",
        event);
  }

  /// A card that is made for nobody is its board's default assignee's, and says so.
  private void assigned(Event event, CardId id) {
    String usual = boards.defaultAssignee(id.board());
    boolean byBoard = Fold.text(event, "assignee_source").equals("board");
    String assignee = fold.text(id, "assignee");
    Broken.unless(
        byBoard ? assignee.equals(usual) : usual.isEmpty() || !assignee.isEmpty(),
        "%s is for %s, and what is for nobody for %s",
        id,
        assignee,
        usual);
  }

  private List<String> words(CardId id) {
    String text = fold.text(id, "title") + " " + fold.text(id, "body");
    return Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /// Something was written about a card that says this word.
  void write(String word, CardId id) {
    said.computeIfAbsent(word, _ -> new HashSet<>()).add(id);
    changed.add(word);
  }

  private void unsay(String word, CardId id) {
    if (said.getOrDefault(word, Set.of()).remove(id)) {
      changed.add(word);
    }
  }

  /// What becomes of a card whose attempt failed: as its policy says.
  private void tried(Event event, CardId id) {
    String exit = fold.text(id, "last_exit");
    if (!FAILED.contains(event.kind())) {
      return;
    }
    int count = number(id, exit.equals("protocol_violation") ? "protocol_violations" : "failures");
    int most = number(id, "max_attempts");
    boolean limited = exit.equals("rate_limited");
    boolean over = !limited && count >= (most == 0 ? RetryPolicy.DEFAULT.maxAttempts() : most);
    Broken.unless(
        event.kind().equals("card.dead_lettered") == (over || exit.equals("terminal")),
        "%s of %s after %d of %d",
        event.kind(),
        id,
        count,
        most);
    String retry = Fold.text(event, "retry_time");
    if (!retry.isEmpty() && !limited) {
      var longest = Duration.ofSeconds(30L << Math.min(count - 1, 7));
      var wait = Duration.between(event.createTime(), Instant.parse(retry));
      Broken.unless(!wait.isNegative() && wait.compareTo(longest) <= 0, "%s waits %s", id, wait);
    }
  }

  private int number(CardId id, String field) {
    String text = fold.text(id, field);
    return text.isEmpty() ? 0 : (int) Double.parseDouble(text);
  }

  /// The cards that were made since this was last asked.
  List<CardId> made() {
    var news = List.copyOf(made);
    made.clear();
    return news;
  }

  private void move(CardId id, String from, String to, boolean automatic) {
    if (from.equals(to)) {
      return;
    }
    held.merge(name(id.board(), from), -1, Integer::sum);
    int count = held.merge(name(id.board(), to), 1, Integer::sum);
    int limit = to.isEmpty() ? 0 : boards.limit(id.board(), to);
    Broken.unless(
        automatic || limit == 0 || count <= limit,
        "%s is in %s with %d cards of at most %d",
        id,
        to,
        count,
        limit);
  }

  private static String name(BoardId board, String column) {
    return board + "/" + column;
  }

  /// The boards that were told of.
  BoardsTold boards() {
    return boards;
  }

  /// Whether a board is there for everybody.
  boolean isThere(BoardId board) {
    return boards.isThere(board);
  }

  /// The files of cards that were told of, as `OPS-1/3 name size sha256`.
  Set<String> files() {
    return files.all();
  }

  /// The cards of a board, in the trash too.
  List<CardId> cards(BoardId board) {
    return fold.cards().stream().filter(id -> id.board().equals(board)).toList();
  }

  /// Whether a card waits for another.
  boolean waits(CardId child, CardId parent) {
    return fold.edges().containsKey(parent + " " + child);
  }

  /// Whether a breaker holds back the cards of an assignee on a board; of nobody for the whole
  /// board.
  boolean heldBack(BoardId board, String assignee, Instant clock) {
    return fuses.holdBack(board, assignee, later(clock), fold);
  }

  /// What the time is for writes: the later of a clock and the newest event.
  Instant later(Instant clock) {
    return clock.isAfter(newest) ? clock : newest;
  }

  /// The epoch that holds a card; 0 while nobody does.
  long holder(CardId id) {
    return fold.holder(id);
  }

  /// The state of a card, in small letters.
  String state(CardId id) {
    return text(id, "state");
  }

  /// A field of a card as text.
  String text(CardId id, String field) {
    return fold.text(id, field);
  }

  /// Compares the cards that this step told of, and the words that it wrote, with the store.
  void check(Desk desk) {
    touched.forEach(id -> check(desk, id));
    for (var word : changed) {
      var found = Set.copyOf(find(desk, word));
      var saying = said.getOrDefault(word, Set.of());
      Broken.unless(found.equals(saying), "%s is found in %s, and %s say it", word, found, saying);
    }
    changed.clear();
  }

  /// Compares a card with the store.
  void check(Desk desk, CardId id) {
    if (fold.gone(id)) {
      Broken.unless(desk.whole(id).isEmpty(), "%s is still there", id);
      return;
    }
    String stored = Fold.of(desk.whole(id).orElseThrow());
    String told = fold.card(id.toString());
    Broken.unless(stored.equals(told), "%s is\n%sand was told to be\n%s", id, stored, told);
  }

  private static List<CardId> find(Desk desk, String word) {
    return desk.store()
        .read(session ->
            session
                .sql(
                    """
                    SELECT board_id, number FROM search_card
                     WHERE id IN (SELECT rowid >> 24 FROM search_text WHERE search_text MATCH ?)
                    """,
                    '"' + word + '"')
                .list(rows -> new CardId(new BoardId(rows.getString(1)), rows.getLong(2))));
  }

  /// Compares what is kept of the log, as one has it who comes late, with the store: all but the
  /// cards whose history is forgotten.
  private static void checkKept(Desk desk) {
    var late = new Fold();
    desk.store().events().forEach(late::add);
    var forgotten =
        desk.store()
            .read(session ->
                session
                    .sql("SELECT board_id, number FROM card_forgotten WHERE told = 0")
                    .list(rows ->
                        new CardId(new BoardId(rows.getString(1)), rows.getLong(2)).toString()));
    for (var id : desk.ids()) {
      String stored = Fold.of(desk.whole(id).orElseThrow());
      Broken.unless(
          forgotten.contains(id.toString()) || stored.equals(late.card(id.toString())),
          "%s is\n%sand what is kept of the log tells\n%s",
          id,
          stored,
          late.card(id.toString()));
    }
    var edges = new HashMap<>(EdgesFound.in(desk.store()));
    var told = new HashMap<>(late.edges());
    for (var each : List.of(edges, told)) {
      each.keySet().removeIf(edge -> forgotten.contains(edge.substring(edge.indexOf(' ') + 1)));
    }
    Broken.unless(edges.equals(told), "edges are %s and are still told to be %s", edges, told);
  }

  /// Looks for every word that was ever written.
  void checkWords(Desk desk) {
    changed.addAll(said.keySet());
    check(desk);
  }

  /// Compares all that was ever told with the store.
  void checkAll(Desk desk) {
    boards.check(desk);
    var cards = fold.cards();
    cards.forEach(id -> check(desk, id));
    long stored = desk.store().read(session -> session.sql("SELECT COUNT(*) FROM card").number());
    Broken.unless(stored == cards.size(), "%d cards, and %d were told", stored, cards.size());
    var edges = EdgesFound.in(desk.store());
    Broken.unless(
        edges.equals(fold.edges()), "edges are %s and were told to be %s", edges, fold.edges());
    EdgesFound.requireNoCycle(edges.keySet());
    long runless =
        desk.store()
            .read(session ->
                session
                    .sql(
                        """
                        SELECT COUNT(*) FROM event
                         WHERE kind = 'card.claimed'
                           AND NOT EXISTS (SELECT 1 FROM event AS gone
                                            WHERE gone.subject = event.subject AND gone.kind = 'card.purged')
                           AND NOT EXISTS (SELECT 1 FROM run
                                            WHERE subject = 'boards/' || board_id || '/cards/' || UPPER(board_id) || '-'
                                                         || number
                                              AND epoch = payload ->> '$.lease.epoch')
                           AND NOT EXISTS (SELECT 1 FROM card_forgotten
                                            WHERE subject = 'boards/' || board_id || '/cards/' || UPPER(board_id) || '-'
                                                         || number
                                              AND event.position <= card_forgotten.position)
                        """)
                    .number());
    Broken.unless(runless == 0, "I8 %d events tell of runs that there are not", runless);
    checkKept(desk);
  }
}
