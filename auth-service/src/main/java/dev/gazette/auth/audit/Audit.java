package dev.gazette.auth.audit;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.List;

/// What is written into the audit, in the transaction of what it tells of. What was done is kept
/// for good: each entry took a credential. Refusals are kept up to a number, since anybody causes
/// them.
public final class Audit {

  /// How many refusals are kept.
  static final int REFUSALS_KEPT = 10_000;

  private Audit() {}

  /// Adds an operation that was done.
  public static void done(
      Transaction transaction, Actor actor, String action, String subject, String detail)
      throws SQLException {
    AuditStore.add(
        transaction.session(), action, actor.name(), subject, detail, false, transaction.now());
  }

  /// Adds one that was refused, and drops the oldest refusal beyond the bound.
  static void refused(
      Transaction transaction, Actor actor, String action, String subject, String detail)
      throws SQLException {
    AuditStore.add(
        transaction.session(), action, actor.name(), subject, detail, true, transaction.now());
    AuditStore.keepNewestRefusals(transaction.session(), REFUSALS_KEPT);
  }

  /// The entries before a number, newest first.
  static List<AuditEntry> before(Session session, long id, int limit) throws SQLException {
    return AuditStore.before(session, id, limit);
  }
}
