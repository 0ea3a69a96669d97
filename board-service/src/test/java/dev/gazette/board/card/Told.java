package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.ColumnId;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.testkit.TestStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  private final Fold fold = new Fold();
  private final Map<String, Integer> held = new HashMap<>();
  private final Map<String, Integer> limits = new HashMap<>();
  private final Map<String, CardId> written = new LinkedHashMap<>();
  private final Set<String> erased = new LinkedHashSet<>();
  private final Set<CardId> touched = new LinkedHashSet<>();
  private long sequence;
  private Instant newest = Instant.EPOCH;

  /// Reads on; answers how many events there were.
  int read(TestStore store) {
    var events = store.read(session -> EventStore.after(session, sequence, Integer.MAX_VALUE));
    touched.clear();
    boolean first = true;
    for (var event : events) {
      Broken.unless(event.sequence() == ++sequence, "I7 a gap before event %d", event.sequence());
      Broken.unless(!event.createTime().isBefore(newest), "I7 time goes back at %s", event);
      newest = event.createTime();
      if (event.kind().startsWith("card.") && !event.kind().equals("card.commented")) {
        boolean told = event.kind().equals("card.recalled");
        take(event, !told && (!first || FREE.contains(event.kind())));
        first &= told;
      }
    }
    return events.size();
  }

  private void take(Event event, boolean automatic) {
    String subject = event.subject();
    var id = CardId.parse(subject.substring(subject.lastIndexOf('/') + 1));
    String state = fold.text(id, "state");
    String column = fold.text(id, "column_id");
    words(id)
        .forEach(word -> {
          written.remove(word);
          erased.add(word);
        });
    fold.add(event);
    words(id).forEach(word -> write(word, id));
    touched.add(id);
    move(id, column, fold.text(id, "column_id"), automatic);
    boolean left = !fold.text(id, "state").equals(state);
    Broken.unless(
        !(automatic && left && state.equals("blocked")), "%s crossed a human gate", event);
    Broken.unless(
        !(automatic && left && (state.equals("failed") || state.equals("cancelled"))),
        "%s woke what had ended",
        event);
  }

  private List<String> words(CardId id) {
    String text = fold.text(id, "title") + " " + fold.text(id, "body");
    return Stream.of(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /// Something was written about a card that says this word, which no other card says.
  void write(String word, CardId id) {
    erased.remove(word);
    written.put(word, id);
  }

  private void move(CardId id, String from, String to, boolean automatic) {
    if (from.equals(to)) {
      return;
    }
    held.merge(name(id.board(), from), -1, Integer::sum);
    int count = held.merge(name(id.board(), to), 1, Integer::sum);
    int limit = to.isEmpty() ? 0 : limits.getOrDefault(name(id.board(), to), 0);
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

  /// A column has another limit from now on.
  void limit(BoardId board, ColumnId column, int limit) {
    limits.put(name(board, column.value()), limit);
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
    written.forEach((word, id) ->
        Broken.unless(
            find(desk, word).equals(List.of(id)), "%s is found by its word %s", id, word));
    erased.forEach(word -> Broken.unless(find(desk, word).isEmpty(), "%s is still found", word));
    written.clear();
    erased.clear();
  }

  private void check(Desk desk, CardId id) {
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

  /// Compares all that was ever told with the store.
  void checkAll(Desk desk) {
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
