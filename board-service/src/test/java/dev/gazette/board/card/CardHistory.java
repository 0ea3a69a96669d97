package dev.gazette.board.card;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What all callers of one card saw, and whether it is linearizable: whether each call can be put
/// at one moment between its start and its answer, so that one after the other they make sense for
/// a register of `{state, epoch}`:
///
/// - ready, newest epoch e − 1: a claim makes it held by e;
/// - held by e: a renewal by e changes nothing; a release by e makes it ready, a completion by e
///   done, a lapse, which nobody calls, ready; a claim is refused as held;
/// - done: a claim is refused as such;
/// - a call by e that is refused as lost has its moment when e holds no longer.
///
/// Epochs put the changes in the one order that there may be: claim 1, end 1, claim 2, end 2, …
/// Claim e has place 4e − 2 in it, what sees e hold 4e − 1, the end of e 4e, what sees the card
/// free after e 4e + 1. So the history is linearizable exactly if every call finds a place that is
/// not before the place of any call which had been answered when it started. Calls with a choice
/// take the first place that is left, in the order of their starts: that constrains the others
/// least.
final class CardHistory {

  /// What a call was and what it was answered.
  enum Kind {
    CLAIMED,
    RENEWED,
    RELEASED,
    COMPLETED,
    REFUSED_AS_HELD,
    REFUSED_AS_DONE,
    REFUSED_AS_LOST
  }

  /// A call.
  ///
  /// @param epoch that it got or named; 0 for a claim that was refused
  /// @param begun when it started, in nanoseconds
  /// @param answered when its answer was there
  record Call(Kind kind, long epoch, long begun, long answered) {}

  private final String card;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

  CardHistory(String card) {
    this.card = card;
  }

  String card() {
    return card;
  }

  /// Notes a call that is answered now.
  void add(Kind kind, long epoch, long begun) {
    add(new Call(kind, epoch, begun, System.nanoTime()));
  }

  void add(Call call) {
    calls.add(call);
  }

  long count(Kind kind) {
    return calls.stream().filter(call -> call.kind() == kind).count();
  }

  /// Why it is not linearizable; empty if it is.
  Optional<String> problem() {
    var begun = calls.stream().sorted(Comparator.comparingLong(Call::begun)).toList();
    long newest = newest(begun);
    var changes = new HashSet<Long>();
    var open = new PriorityQueue<Placed>(Comparator.comparingLong(Placed::answered));
    long least = 1;
    for (var call : begun) {
      while (!open.isEmpty() && open.peek().answered() < call.begun()) {
        least = Math.max(least, open.remove().place());
      }
      long place = place(call, least, newest);
      if (place < least || place > 4 * newest + 1 || (place % 2 == 0 && !changes.add(place))) {
        return Optional.of("%s: %s has no place among %s".formatted(card, call, begun));
      }
      open.add(new Placed(place, call.answered()));
    }
    return Optional.empty();
  }

  private record Placed(long place, long answered) {}

  private static long newest(List<Call> calls) {
    return calls.stream()
        .filter(call -> call.kind() == Kind.CLAIMED)
        .mapToLong(Call::epoch)
        .max()
        .orElse(0);
  }

  /// The first place that a call can have, from the least on; too late a one if it has none.
  private static long place(Call call, long least, long newest) {
    long epoch = call.epoch();
    return switch (call.kind()) {
      case CLAIMED -> 4 * epoch - 2;
      case RENEWED -> 4 * epoch - 1;
      case RELEASED -> 4 * epoch;
      case COMPLETED -> epoch == newest ? 4 * epoch : Long.MAX_VALUE;
      case REFUSED_AS_HELD -> Math.ceilDiv(least + 1, 4) * 4 - 1;
      case REFUSED_AS_DONE -> 4 * newest + 1;
      case REFUSED_AS_LOST -> Math.max(least, 4 * epoch + 1) | 1;
    };
  }
}
