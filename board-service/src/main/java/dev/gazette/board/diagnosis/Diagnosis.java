package dev.gazette.board.diagnosis;

import static dev.gazette.board.board.CardState.ARCHIVED;
import static dev.gazette.board.board.CardState.BLOCKED;
import static dev.gazette.board.board.CardState.REVIEW;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Cards;
import dev.gazette.board.diagnosis.TroubleStore.Suspect;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Looks a board over for cards in trouble. Nothing of it is kept: it is computed when it is asked
/// for, along indexes, from what lies there anyway.
@Singleton
public final class Diagnosis {

  /// How many cards of each kind of trouble are told.
  static final int MOST = 100;

  /// How many ready cards are looked at, those that are to be claimed first.
  static final int READY_LOOKED_AT = 1_000;

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration STRANDED = Duration.ofMinutes(30);
  private static final int TWICE = 2;
  private static final int LONG = 6;

  private final Boards boards;
  private final Cards cards;

  /// Looks over these boards.
  public Diagnosis(Boards boards, Cards cards) {
    this.boards = boards;
    this.cards = cards;
  }

  /// The troubles of a board, worst first, then longest; at most 100 of each kind. Refused with
  /// `BOARD_NOT_FOUND`.
  public List<Trouble> of(Session session, BoardId board, Instant now) throws SQLException {
    boards.require(session, board);
    var troubles = new ArrayList<Trouble>();
    for (var dead : TroubleStore.dead(session, board, MOST)) {
      troubles.add(deadLetter(cards.get(session, dead.card()), dead.since()));
    }
    for (var id : TroubleStore.failing(session, board, MOST)) {
      failing(cards.get(session, id), troubles);
    }
    for (var stuck : TroubleStore.waiting(session, board, BLOCKED, now.minus(DAY), MOST)) {
      stuck(cards.get(session, stuck.card()), stuck.since(), troubles);
    }
    for (var waiting : TroubleStore.waiting(session, board, REVIEW, now.minus(DAY), MOST)) {
      troubles.add(review(cards.get(session, waiting.card()), waiting.since()));
    }
    var ready = TroubleStore.firstReady(session, board, READY_LOOKED_AT);
    for (var stranded : overdue(ready, now)) {
      troubles.add(stranded(cards.get(session, stranded.card()), stranded.since(), now));
    }
    troubles.sort(Comparator.comparing(Trouble::severity).reversed().thenComparing(Trouble::since));
    return troubles;
  }

  private static List<Suspect> overdue(List<Suspect> ready, Instant now) {
    return ready.stream()
        .filter(suspect -> !suspect.since().isAfter(now.minus(STRANDED)))
        .sorted(Comparator.comparing(Suspect::since))
        .limit(MOST)
        .toList();
  }

  private static Trouble deadLetter(Card card, Instant since) {
    return new Trouble(
        card, TroubleKind.DEAD_LETTER, Severity.ERROR, since, card.reason(), unblock(card.id()));
  }

  /// Dead letters are told apart; what is out of sight troubles nobody.
  private static void failing(Card card, List<Trouble> troubles) {
    var failing = card.waits().retry().failing();
    if (failing == null || isDead(card) || card.state() == ARCHIVED) {
      return;
    }
    String why =
        "%d attempts failed in a row, the last %s: %s"
            .formatted(failing.failures(), failing.exit().word(), failing.error());
    troubles.add(
        new Trouble(
            card,
            TroubleKind.REPEATED_FAILURES,
            Severity.WARNING,
            card.updateTime(),
            why,
            "gazette card runs " + card.id()));
  }

  private static void stuck(Card card, Instant since, List<Trouble> troubles) {
    if (!isDead(card)) {
      troubles.add(
          new Trouble(
              card,
              TroubleKind.STUCK_IN_BLOCKED,
              Severity.WARNING,
              since,
              card.reason(),
              unblock(card.id())));
    }
  }

  private static Trouble review(Card card, Instant since) {
    var review = card.waits().review();
    return new Trouble(
        card,
        TroubleKind.REVIEW_WAITING,
        Severity.WARNING,
        since,
        review == null ? "" : review.summary(),
        "gazette card claim " + card.id());
  }

  private static Trouble stranded(Card card, Instant since, Instant now) {
    var lain = Duration.between(since, now);
    var severity =
        lain.compareTo(STRANDED.multipliedBy(LONG)) >= 0
            ? Severity.CRITICAL
            : lain.compareTo(STRANDED.multipliedBy(TWICE)) >= 0 ? Severity.ERROR : Severity.WARNING;
    String assignee = card.brief().assignee();
    String why =
        "ready for %d min, and %s"
            .formatted(
                lain.toMinutes(),
                assignee.isEmpty() ? "nobody claims it" : assignee + " does not claim it");
    return new Trouble(
        card,
        TroubleKind.STRANDED_IN_READY,
        severity,
        since,
        why,
        "gazette card claim " + card.id());
  }

  private static boolean isDead(Card card) {
    var stop = card.waits().stop();
    return card.state() == BLOCKED && stop != null && stop.kind() == BlockKind.DEAD_LETTER;
  }

  private static String unblock(CardId id) {
    return "gazette card unblock " + id;
  }
}
