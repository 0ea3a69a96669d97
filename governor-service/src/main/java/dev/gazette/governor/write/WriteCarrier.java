package dev.gazette.governor.write;

import static dev.gazette.governor.error.GovernorReason.FILE_CHANGED;
import static dev.gazette.governor.error.GovernorReason.REPOSITORY_NOT_FOUND;

import com.google.protobuf.StringValue;
import com.google.protobuf.util.Timestamps;
import dev.gazette.governor.probe.ProbeFiles;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.outbox.Intent;
import dev.gazette.platform.outbox.IntentHandler;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Transaction;
import dev.gazette.platform.store.Writer;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.probe.v1.WriteOrder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;

/// Carries recorded writes to the probe, also those that a crash interrupted. Looks at the disk
/// first: what is as after the write is done, what is as before it is ordered anew, and anything
/// else fails.
final class WriteCarrier implements IntentHandler {

  /// How long an order holds.
  private static final Duration ORDER = Duration.ofSeconds(30);

  private static final int NONCE_BYTES = 16;

  private final ProbeFiles files;
  private final Writes writes;
  private final Writer writer;
  private final Readers readers;

  WriteCarrier(ProbeFiles files, Writes writes, Writer writer, Readers readers) {
    this.files = files;
    this.writes = writes;
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public String kind() {
    return Writes.INTENT;
  }

  @Override
  public String peer() {
    return "probe";
  }

  private static WriteId id(Intent intent) {
    return new WriteId(intent.payload(StringValue.parser()).getValue());
  }

  /// A pending write and what it has to leave on disk.
  private record Work(RecordedWrite write, String content) {}

  @Override
  public Operation<GovernedWrite> carry(Intent intent) {
    var work =
        readers.readNow(session -> {
          var write =
              WriteStore.find(session, id(intent))
                  .orElseThrow(() ->
                      REPOSITORY_NOT_FOUND.because(
                          "The repository was removed before the write; register it again."));
          return new Work(write, writes.contentAfter(session, write));
        });
    var write = work.write();
    var file = files.read(write.repository().value(), write.path());
    boolean done =
        file.hash().equals(write.hashAfter())
            && (write.hashAfter().isEmpty() || file.mode() == write.modeAfter());
    if (!done) {
      if (!file.hash().equals(write.hashBefore()) && !file.hash().equals(write.hashAfter())) {
        throw FILE_CHANGED.because(
            "%s was changed while the write was under way; look at it, then try again.",
            write.path());
      }
      files.write(order(write, file.hash()), work.content());
    }
    return tx -> WriteProtos.render(writes.written(tx, intent.actor(), write));
  }

  private WriteOrder order(RecordedWrite write, String hashBefore) {
    return Waiting.on(
        writer.write(tx -> {
          byte[] nonce = new byte[NONCE_BYTES];
          tx.random().nextBytes(nonce);
          return WriteOrder.newBuilder()
              .setRepositoryId(write.repository().value())
              .setRelativePath(write.path().fileName())
              .setHashBefore(hashBefore)
              .setHashAfter(write.hashAfter())
              .setMode(write.modeAfter())
              .setEpoch(WriteStore.nextEpoch(tx.session(), tx.now()))
              .setNonce(HexFormat.of().formatHex(nonce))
              .setExpireTime(Timestamps.fromMillis(tx.now().plus(ORDER).toEpochMilli()))
              .build();
        }));
  }

  @Override
  public void failed(Transaction tx, Intent intent, Refusal why) throws SQLException {
    Writes.failed(tx, intent.actor(), id(intent), why.sentence());
  }
}
