package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.Columns;
import dev.gazette.board.run.Lease;
import dev.gazette.board.run.LeaseStore;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The life of a lease after the claim: renewed, given back, or lapsed. A lease that is due still
/// holds until a sweep lets it lapse, so that one clock decides.
@Singleton
public final class Leases {

  /// How many leases one sweep lets lapse, so that a write of it stays short.
  static final int SWEEP = 100;

  private final Cards cards;
  private final Attempts attempts;

  /// Leases on these cards.
  ///
  /// @param attempts what becomes of a card whose lease lapses
  public Leases(Cards cards, Attempts attempts) {
    this.cards = cards;
    this.attempts = attempts;
  }

  /// Renews a lease for its full time; with a note, tells of it. Refused with `CARD_NOT_FOUND` or
  /// `LEASE_LOST`.
  public Lease renew(Transaction transaction, Actor actor, CardId id, long epoch, String note)
      throws SQLException {
    var session = transaction.session();
    var now = transaction.now();
    var renewed = LeaseStore.renew(session, id, epoch, now);
    if (renewed.isEmpty()) {
      throw Standing.lost("renew the lease of", cards.get(transaction, id), epoch);
    }
    transaction.forget(id);
    if (!note.isEmpty()) {
      var noted = cards.get(transaction, id).noted(renewed.get(), now);
      CardWriteStore.saveNote(transaction, noted);
      transaction.append(actor, CardEvents.noted(noted, note));
    }
    return renewed.get();
  }

  /// Gives a card back, unfinished: a review is to be claimed again, other work is ready. Refused
  /// with `CARD_NOT_FOUND` or `LEASE_LOST`.
  public Card release(Transaction transaction, Actor actor, CardId id, long epoch, String reason)
      throws SQLException {
    var card = cards.get(transaction, id);
    return switch (Standing.of(card, epoch)) {
      case Standing.Holder _ -> {
        var freed = free(transaction, card, reason);
        transaction.append(actor, CardEvents.released(freed, reason));
        yield freed;
      }
      case Standing.Unheld _ -> throw Standing.lost("release", card, epoch);
      case Standing.HeldByAnother(var lease) -> throw Standing.held("release", card, lease);
      case Standing.Late _ -> throw Standing.lost("release", card, epoch);
    };
  }

  /// Lets leases lapse that are due, at most 100; answers how many. Only those lapse that are no
  /// longer than the service was ready without a break: a worker that could not reach it must have
  /// had its full time to renew.
  public int lapse(Transaction transaction, Actor actor, Duration readyFor) throws SQLException {
    var session = transaction.session();
    var due = LeaseStore.due(session, transaction.now(), readyFor, SWEEP);
    for (var id : due) {
      var card = cards.get(transaction, id);
      @Nullable Lease lease = card.lease();
      if (lease != null) {
        attempts.lapse(transaction, actor, card, lease);
      }
    }
    return due.size();
  }

  private static Card free(Transaction transaction, Card card, String reason) throws SQLException {
    var session = transaction.session();
    var now = transaction.now();
    var rest = card.waits().rest();
    var column = Columns.fallBack(transaction, card.id().board(), rest);
    var freed = card.movedTo(rest, column, now);
    CardWriteStore.saveMove(transaction, card, freed);
    Runs.end(session, card.id(), card.epoch(), RunOutcome.RELEASED, reason, now);
    return freed;
  }

  /// When the next sweep has something to do; empty when nothing runs.
  ///
  /// @param readySince since when the service was ready without a break
  public Optional<Instant> nextLapse(Session session, Instant now, Instant readySince)
      throws SQLException {
    return Stream.of(
            LeaseStore.nextAfter(session, now),
            LeaseStore.shortestDue(session, now).map(readySince::plus))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }
}
