package dev.gazette.board.hook;

import dev.gazette.platform.event.Event;
import java.time.Instant;
import java.util.List;

/// Where events are delivered to.
///
/// @param name its name
/// @param board whose events; empty for those of the whole house
/// @param sink what takes them
/// @param kinds which kinds: whole ones, or all of one thing as `card.*`; empty for all
/// @param createdBy who made it
/// @param createTime when it was made
/// @param position the newest event of the log that was looked at for it
record Hook(
    HookName name,
    String board,
    Sink sink,
    List<String> kinds,
    String createdBy,
    Instant createTime,
    long position) {

  /// The event that asks this hook alone to prove itself.
  static final String TESTED = "hook.tested";

  /// What tells of hooks themselves is not delivered, or one that is broken would never come to
  /// rest.
  private static final String OWN = "hook.";

  /// Whether an event is for it.
  boolean wants(Event event) {
    if (event.kind().startsWith(OWN)) {
      return event.kind().equals(TESTED) && event.subject().equals(name.resource());
    }
    return !event.origin().startsWith(Event.IMPORTED)
        && !event.kind().equals("card.imported")
        && isOfBoard(event.subject())
        && (kinds.isEmpty() || kinds.stream().anyMatch(kind -> names(kind, event.kind())));
  }

  private boolean isOfBoard(String subject) {
    String prefix = "boards/" + board;
    return board.isEmpty() || subject.equals(prefix) || subject.startsWith(prefix + "/");
  }

  private static boolean names(String wanted, String kind) {
    return wanted.endsWith(".*")
        ? kind.startsWith(wanted.substring(0, wanted.length() - 1))
        : kind.equals(wanted);
  }
}
