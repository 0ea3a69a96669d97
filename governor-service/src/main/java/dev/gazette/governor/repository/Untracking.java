package dev.gazette.governor.repository;

import com.google.protobuf.Empty;
import com.google.protobuf.StringValue;
import dev.gazette.governor.probe.ProbeClient;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.outbox.Intent;
import dev.gazette.platform.outbox.IntentHandler;
import dev.gazette.platform.outbox.Outbox;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/// Has the probe forget a repository that the registry no longer holds. One that is registered
/// again by then stays.
@Singleton
public final class Untracking implements IntentHandler {

  private static final String KIND = "repository.untrack";

  private final ProbeClient probe;
  private final Readers readers;

  /// Untracking by way of a probe.
  public Untracking(ProbeClient probe, Readers readers) {
    this.probe = probe;
    this.readers = readers;
  }

  static void intend(Transaction tx, Actor actor, RepositoryId id) throws SQLException {
    Outbox.intend(tx, actor, KIND, id.subject(), StringValue.of(id.value()));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String peer() {
    return "probe";
  }

  @Override
  public Operation<Empty> carry(Intent intent) {
    var id = new RepositoryId(intent.payload(StringValue.parser()).getValue());
    boolean wanted =
        readers.readNow(session ->
            RepositoryStore.findLike(session, id).isPresent()
                || RepositoryStore.reserved(session, id));
    if (!wanted) {
      probe.untrack(id.value(), intent.id().value());
    }
    return _ -> Empty.getDefaultInstance();
  }
}
