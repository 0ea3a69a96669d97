package dev.gazette.governor.write;

import com.google.protobuf.StringValue;
import dev.gazette.governor.repository.RepositoryId;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.outbox.Outbox;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.Optional;

/// The record of governed writes. Events hold hashes, never contents.
final class Writes {

  /// The intent that carries a recorded write.
  static final String INTENT = "file.write";

  private final Vault vault;

  Writes(Vault vault) {
    this.vault = vault;
  }

  /// A write that was decided.
  ///
  /// @param precededBy the write that had to come first
  /// @param replaces the failed write in whose place it was decided
  record Decided(
      RepositoryId repository,
      FileChange change,
      Optional<WriteId> precededBy,
      Optional<WriteId> replaces) {}

  /// Records a decided write, to be carried when the transaction is committed.
  RecordedWrite decide(Transaction tx, Actor actor, Decided decided) throws SQLException {
    var id = new WriteId(tx.newId(WriteId.PREFIX));
    var change = decided.change();
    var intent =
        Outbox.intend(
            tx, actor, INTENT, decided.repository().subject(), StringValue.of(id.value()));
    var write =
        new RecordedWrite(
            id,
            WriteStore.nextNumber(tx.session()),
            decided.repository(),
            change.path(),
            WriteState.PENDING,
            change.summary(),
            change.before().hash(),
            change.hashAfter(),
            change.before().mode(),
            change.mode(),
            decided.precededBy(),
            change.undoes(),
            Optional.empty(),
            intent,
            actor.name(),
            "",
            tx.now());
    WriteStore.insert(
        tx.session(),
        write,
        change.before().text().map(text -> vault.seal(tx.random(), before(id), text)).orElse(null),
        change.after().map(text -> vault.seal(tx.random(), after(id), text)).orElse(null));
    if (decided.replaces().isPresent()) {
      WriteStore.replaced(tx.session(), decided.replaces().get(), id);
    }
    append(tx, actor, "write.decided", write);
    return write;
  }

  private static String before(WriteId id) {
    return id + "/before";
  }

  private static String after(WriteId id) {
    return id + "/after";
  }

  /// The content to write; empty to remove the file.
  String contentAfter(Session session, RecordedWrite write) throws SQLException {
    return WriteStore.sealedAfter(session, write.id())
        .map(sealed -> vault.open(after(write.id()), sealed))
        .orElse("");
  }

  /// The content before a write that can be undone; empty when there was no file.
  Optional<String> contentBefore(Session session, RecordedWrite write) throws SQLException {
    return WriteStore.sealedBefore(session, write.id())
        .map(sealed -> vault.open(before(write.id()), sealed));
  }

  /// Takes note that a write is on disk. One that ended already stays as it ended.
  RecordedWrite written(Transaction tx, Actor actor, RecordedWrite write) throws SQLException {
    WriteStore.written(tx.session(), write);
    append(tx, actor, "write.written", inState(write, WriteState.WRITTEN, ""));
    if (write.undoes().isPresent()) {
      var undone = WriteStore.find(tx.session(), write.undoes().get());
      if (undone.isPresent()) {
        WriteStore.undone(tx.session(), undone.get().id());
        append(tx, actor, "write.undone", inState(undone.get(), WriteState.UNDONE, ""));
      }
    }
    return inState(write, WriteState.WRITTEN, "");
  }

  /// Takes note that a write failed, for a reason that holds no value.
  static void failed(Transaction tx, Actor actor, WriteId id, String failure) throws SQLException {
    var write = WriteStore.find(tx.session(), id);
    if (write.isPresent() && write.get().state() == WriteState.PENDING) {
      WriteStore.failed(tx.session(), id, failure);
      append(tx, actor, "write.failed", inState(write.get(), WriteState.FAILED, failure));
    }
  }

  private static RecordedWrite inState(RecordedWrite write, WriteState state, String failure) {
    return new RecordedWrite(
        write.id(),
        write.number(),
        write.repository(),
        write.path(),
        state,
        write.summary(),
        write.hashBefore(),
        write.hashAfter(),
        write.modeBefore(),
        write.modeAfter(),
        write.precededBy(),
        write.undoes(),
        write.replacedBy(),
        write.intent(),
        write.actor(),
        failure,
        write.createTime());
  }

  private static void append(Transaction tx, Actor actor, String kind, RecordedWrite write)
      throws SQLException {
    var payload =
        Payload.of("id", write.id().value())
            .and("repository_id", write.repository().value())
            .and("relative_path", write.path().fileName())
            .and("state", write.state().word())
            .and("summary", write.summary())
            .and("hash_before", write.hashBefore())
            .and("hash_after", write.hashAfter())
            .and("preceded_by", write.precededBy().map(WriteId::value).orElse(null))
            .and("actor", write.actor())
            .and("failure", write.failure());
    tx.append(actor, new NewEvent(kind, Lane.DEVELOPMENT, write.repository().subject(), payload));
  }
}
