package dev.gazette.board.hook;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A hook with deliveries that were given up, for a person to look at.
///
/// @param since when the first of them was given up
/// @param hook its name
/// @param count how many there are
/// @param first the id of the first
/// @param failure why that was given up
public record Undelivered(Instant since, String hook, long count, String first, String failure) {

  /// The order that a person is told in: longest given up first.
  private static final Comparator<Undelivered> ORDER =
      Comparator.comparing(Undelivered::since).thenComparing(Undelivered::hook);

  /// The hooks that have some, in order.
  ///
  /// @param board the only board whose hooks to look at; empty for all hooks
  /// @param since where the list goes on: after this time, or at it
  /// @param hook and after this name
  public static List<Undelivered> after(
      Session session, Optional<BoardId> board, Instant since, String hook) throws SQLException {
    var found = new ArrayList<Undelivered>();
    for (var one : HookStore.list(session, Hooks.MOST)) {
      if (board.isEmpty() || one.board().equals(board.get().value())) {
        of(session, one.name()).ifPresent(found::add);
      }
    }
    var start = new Undelivered(since, hook, 0, "", "");
    return found.stream().filter(one -> ORDER.compare(one, start) > 0).sorted(ORDER).toList();
  }

  private static Optional<Undelivered> of(Session session, HookName hook) throws SQLException {
    var dead = DeliveryStore.firstDead(session, hook);
    if (dead.isEmpty()) {
      return Optional.empty();
    }
    var first = dead.get();
    var end = first.endTime();
    return Optional.of(
        new Undelivered(
            end == null ? first.createTime() : end,
            hook.value(),
            DeliveryStore.count(session, hook, DeliveryState.DEAD),
            first.id().value(),
            first.failure()));
  }
}
