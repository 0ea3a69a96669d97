package dev.gazette.platform.outbox;

import com.google.protobuf.Message;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;

/// Carries the intents of one kind. A bean.
public interface IntentHandler {

  /// The kind, `<thing>.<verb>`, e.g. `file.write`.
  String kind();

  /// The service it calls, for the sentence when it does not answer, e.g. `probe`.
  String peer();

  /// Makes the call, with the intent's id as its `request_id`, and answers the operation that
  /// writes what came of it: committed once, together with the intent's end. The operation's answer
  /// is what {@link Outbox#carried} gives, and is kept, so it holds no secret.
  ///
  /// Runs on a virtual thread and may block; calls over gRPC are cancelled after 60 s. Runs again
  /// after a crash or when the peer does not answer. What a peer refuses is final: throw it on, or
  /// answer an operation that makes an ordinary outcome of it.
  Operation<? extends Message> carry(Intent intent);

  /// Writes what must be written when an intent is given up: refused by the peer, or not answered
  /// too often. In the same commit as its end.
  default void failed(Transaction transaction, Intent intent, Refusal why) throws SQLException {}
}
