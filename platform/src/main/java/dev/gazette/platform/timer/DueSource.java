package dev.gazette.platform.timer;

import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Something of which a part falls due now and then, e.g. leases that lapse. The times live with
/// the records themselves; the source only says which comes next. A bean.
public interface DueSource {

  /// What it is, for the log, e.g. `leases`.
  String name();

  /// When its next part is due; a time that is over for what was missed; empty for none. Reads one
  /// row through an index: it is asked after commits, up to 20 times a second.
  Optional<Instant> nextDue(Session session) throws SQLException;

  /// Does all that is due at a time, so that {@link #nextDue} moves on: a run that leaves it where
  /// it was counts as failed. On a virtual thread, one run at a time; may block. Repeated with
  /// growing pauses when it throws, so one bad row must not keep the others from their turn.
  void run(Instant now);
}
