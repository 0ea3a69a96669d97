package dev.gazette.governor.repository;

import dev.gazette.governor.probe.ProbeClient;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.outbox.Intent;
import dev.gazette.platform.outbox.IntentHandler;
import dev.gazette.platform.outbox.IntentId;
import dev.gazette.platform.outbox.Outbox;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Transaction;
import dev.gazette.proto.governor.v1.Repository;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/// Puts a repository under governance: the id is kept, the probe finds the repository and watches
/// it, the registry enters it. Given up, it leaves nothing: the id is free, and the probe is told
/// to forget it.
@Singleton
public final class Registration implements IntentHandler {

  private static final String KIND = "repository.track";
  private static final String TRACKED_ELSEWHERE = "REPOSITORY_TRACKED_ELSEWHERE";

  private final ProbeClient probe;

  /// Registrations by way of a probe.
  public Registration(ProbeClient probe) {
    this.probe = probe;
  }

  /// Intends a registration; refused with `REPOSITORY_EXISTS`.
  static IntentId intend(Transaction tx, Actor actor, Repository asked) throws SQLException {
    var id = new RepositoryId(asked.getId());
    Repositories.reserve(tx, id, asked.getPath());
    return Outbox.intend(tx, actor, KIND, id.subject(), asked);
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
  public Operation<Repository> carry(Intent intent) {
    var asked = RepositoryProtos.entry(intent.payload(Repository.parser()));
    String path = track(asked, intent.id());
    return tx -> RepositoryProtos.render(Repositories.register(tx, intent.actor(), asked, path));
  }

  /// The registry owns the ids, and this one is kept for us: what the probe watches under it was
  /// forgotten to be untracked.
  private String track(dev.gazette.governor.repository.Repository asked, IntentId id) {
    try {
      return probe.track(asked.id().value(), asked.path(), id.value());
    } catch (Refusal refused) {
      if (!refused.reason().name().equals(TRACKED_ELSEWHERE)) {
        throw refused;
      }
      probe.untrack(asked.id().value(), id + "-untrack");
      return probe.track(asked.id().value(), asked.path(), id.value());
    }
  }

  @Override
  public void failed(Transaction tx, Intent intent, Refusal why) throws SQLException {
    var id = new RepositoryId(intent.payload(Repository.parser()).getId());
    if (Repositories.giveUp(tx, id)) {
      Untracking.intend(tx, intent.actor(), id);
    }
  }
}
