package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.EventKeeper;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.event.Past;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How long the events and runs of a card last: as long as the card is open, and then until they
/// and its end are old. They go all together: the first that goes marks the card, and takes its
/// runs along. If something happens to such a card later, an event before that tells it anew, so
/// that folding what is kept gives the card.
@Singleton
final class History implements EventKeeper, Remains {

  private static final Pattern CARD = Pattern.compile("boards/[^/]+/cards/([^/]+)");

  @Override
  public List<Past> letGo(Session session, Instant before, List<Past> events) throws SQLException {
    var ends = new HashMap<CardId, Long>();
    var going = new ArrayList<Past>();
    for (var event : events) {
      var card = card(event);
      if (card.isPresent() && !ends.containsKey(card.get())) {
        ends.put(card.get(), end(session, before, card.get()));
      }
      if (card.isEmpty() || event.position() <= ends.getOrDefault(card.get(), 0L)) {
        going.add(event);
      }
    }
    return going;
  }

  /// Up to which position the events of a card may go.
  private static long end(Session session, Instant before, CardId id) throws SQLException {
    var fate = ForgottenStore.fate(session, id);
    return fate.isEmpty() || fate.get().isOver(before) ? Long.MAX_VALUE : fate.get().forgotten();
  }

  @Override
  public void forgetting(Transaction transaction, Instant before, List<Past> events)
      throws SQLException {
    var session = transaction.session();
    long newest = EventStore.newest(session);
    for (var id : events.stream().flatMap(event -> card(event).stream()).distinct().toList()) {
      var fate = ForgottenStore.fate(session, id);
      if (fate.isPresent() && fate.get().isOver(before)) {
        ForgottenStore.mark(session, id, newest);
        Runs.remove(session, id, Integer.MAX_VALUE);
        transaction.forget(id); // Whoever writes it next must read the mark.
      }
    }
  }

  private static Optional<CardId> card(Past event) {
    var matcher = CARD.matcher(event.subject());
    return matcher.matches() ? Optional.of(CardId.parse(matcher.group(1))) : Optional.empty();
  }

  /// Tells a card anew that was just read for a write, if its history is forgotten. Costs a
  /// statement where a card has ended or is archived, and nothing elsewhere.
  static void recall(Transaction transaction, Card card) throws SQLException {
    boolean over = card.state().ended() || card.state() == CardState.ARCHIVED;
    if (over && ForgottenStore.tell(transaction.session(), card.id())) {
      var edges = EdgeStore.parents(transaction.session(), card.id());
      transaction.append(
          new Actor("board", transaction.newId("recall-")), CardEvents.recalled(card, edges));
    }
  }

  @Override
  public int remove(Session session, CardId card, int most) throws SQLException {
    return ForgottenStore.delete(session, card);
  }
}
