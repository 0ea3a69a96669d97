package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.dispatch.BreakerPolicy;
import dev.gazette.platform.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The breakers of a simulated board as they should be after what became of each attempt, held
/// against what the log tells of them. While one is open nothing that it covers is claimed but its
/// trial.
final class Fuses {

  /// One that opens often, and not for long.
  static final BreakerPolicy POLICY =
      new BreakerPolicy(4, Duration.ofSeconds(15), Duration.ofMinutes(1));

  private static final Set<String> FAILED =
      Set.of("card.lapsed", "card.attempt_failed", "card.dead_lettered");
  private static final Set<String> WELL =
      Set.of("card.completed", "card.review_requested", "card.changes_requested");

  private final Map<String, Fuse> fuses = new TreeMap<>();
  private final Map<String, String> told = new TreeMap<>();
  private final Set<String> closed = new TreeSet<>();
  private boolean attempted;

  /// An attempt; its epoch is 0 for work by hand.
  record Attempt(CardId card, long epoch, String assignee) {

    List<String> counted() {
      String board = name(card.board().value(), "");
      return assignee.isEmpty() ? List.of(board) : List.of(board, name("", assignee));
    }

    String text() {
      return card + "." + epoch;
    }
  }

  /// What is counted for a board or an assignee.
  ///
  /// @param retry until when it is open; null while it is closed
  /// @param trial the attempt that was let through since
  private record Fuse(int failures, @Nullable Instant retry, Duration coolDown, String trial) {

    Fuse opened(Instant now, Duration length) {
      return new Fuse(failures, now.plus(length), length, "");
    }
  }

  private static String name(String board, String assignee) {
    return board + "/" + assignee;
  }

  /// Takes in what became of a card.
  ///
  /// @param attempt the one that began or ended, if one did
  void card(Event event, Attempt attempt, Fold fold) {
    attempted |= attempt.epoch() > 0;
    if (event.kind().equals("card.claimed")) {
      claimed(event, attempt, fold);
    } else if (attempt.epoch() > 0 && FAILED.contains(event.kind())) {
      if (!fold.text(attempt.card(), "last_exit").equals("rate_limited")) {
        attempt.counted().forEach(name -> failed(name, attempt, event.createTime()));
      }
    } else if (attempt.epoch() > 0 && WELL.contains(event.kind())) {
      attempt.counted().forEach(name -> succeeded(name, attempt));
    }
  }

  private void claimed(Event event, Attempt attempt, Fold fold) {
    for (String name : attempt.counted()) {
      var fuse = fuses.get(name);
      if (fuse != null && fuse.retry() != null) {
        Broken.unless(
            !holdsBack(fuse, event.createTime(), fold),
            "%s was claimed while the breaker of %s was open",
            attempt.card(),
            name);
        fuses.put(name, new Fuse(fuse.failures(), fuse.retry(), fuse.coolDown(), attempt.text()));
      }
    }
  }

  private void failed(String name, Attempt attempt, Instant now) {
    var before = fuses.getOrDefault(name, new Fuse(0, null, POLICY.coolDown(), ""));
    var fuse = new Fuse(before.failures() + 1, before.retry(), before.coolDown(), before.trial());
    if (fuse.retry() == null && fuse.failures() >= POLICY.failures()) {
      fuse = fuse.opened(now, POLICY.coolDown());
    } else if (fuse.retry() != null && fuse.trial().equals(attempt.text())) {
      var longer = fuse.coolDown().multipliedBy(2);
      fuse = fuse.opened(now, longer.compareTo(POLICY.cap()) < 0 ? longer : POLICY.cap());
    }
    fuses.put(name, fuse);
  }

  private void succeeded(String name, Attempt attempt) {
    var fuse = fuses.get(name);
    if (fuse != null && (fuse.retry() == null || fuse.trial().equals(attempt.text()))) {
      fuses.remove(name);
    }
  }

  private static boolean holdsBack(Fuse fuse, Instant now, Fold fold) {
    var retry = fuse.retry();
    if (retry == null) {
      return false;
    }
    int dot = fuse.trial().lastIndexOf('.');
    boolean tried =
        dot > 0
            && fold.holder(CardId.parse(fuse.trial().substring(0, dot)))
                == Long.parseLong(fuse.trial().substring(dot + 1));
    return now.isBefore(retry) || tried;
  }

  /// Whether the cards of an assignee on a board are held back; of nobody for all of the board.
  boolean holdBack(BoardId board, String assignee, Instant now, Fold fold) {
    return new Attempt(new CardId(board, 1), 0, assignee)
        .counted().stream()
            .map(fuses::get)
            .anyMatch(fuse -> fuse != null && holdsBack(fuse, now, fold));
  }

  /// Takes in what is told of a breaker, or of a board that took what was counted for it along.
  void told(Event event) {
    if (event.kind().equals("board.purged")) {
      fuses.remove(name(event.subject().substring("boards/".length()), ""));
    }
    if (event.kind().startsWith("dispatch.breaker_")) {
      String subject = event.subject();
      String board = subject.equals("boards") ? "" : subject.substring("boards/".length());
      String name = name(board, Fold.text(event, "assignee"));
      if (event.kind().endsWith("_closed")) {
        told.remove(name);
        closed.add(name);
      } else {
        told.put(name, Fold.text(event, "retry_time"));
      }
    }
  }

  /// What was told is what had to be. A person may close one that nothing happened to.
  void check() {
    if (!attempted) {
      closed.forEach(fuses::remove);
    }
    closed.clear();
    attempted = false;
    var open = new TreeMap<String, String>();
    fuses.forEach((name, fuse) -> {
      if (fuse.retry() != null) {
        open.put(name, fuse.retry().toString());
      }
    });
    Broken.unless(open.equals(told), "breakers are %s and were told to be %s", open, told);
  }
}
