package dev.gazette.platform.grpc;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.idempotency.Answers;
import dev.gazette.platform.idempotency.RequestKey;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Query;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import io.grpc.stub.StreamObserver;
import io.netty.util.internal.ThreadExecutorMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// How a gRPC adapter answers: from a write, a read, or any other stage. Never blocks; the adapter
/// parses before and renders within.
public final class Calls {

  private final Writer writer;
  private final Readers readers;
  private final Answers answers;

  /// Calls on a service's own store.
  public Calls(Writer writer, Readers readers, Answers answers) {
    this.writer = writer;
    this.readers = readers;
    this.answers = answers;
  }

  /// Answers from a write, after its commit; once for each request id.
  ///
  /// @param parser reads the answer of a repeat, e.g. `Card.parser()`
  public <T extends Message> void write(
      StreamObserver<T> observer, Parser<T> parser, Operation<T> write) {
    answer(observer, written(parser, write));
  }

  /// Writes, once for each request id, and completes after the commit, on the event loop that the
  /// call came by: the writer goes on meanwhile, and the loop sends the answers of a group at once.
  /// For adapters with something to do between commit and {@link #answer}.
  ///
  /// @param parser reads the answer of a repeat, whose write does not run again
  public <T extends Message> CompletionStage<T> written(Parser<T> parser, Operation<T> write) {
    return tries(parser, write).get();
  }

  /// A write of the call that this code serves, to be tried now or later, as often as it takes:
  /// each try is as {@link #written}, from whatever thread.
  public <T extends Message> Supplier<CompletionStage<T>> tries(
      Parser<T> parser, Operation<T> write) {
    var once = RequestKey.current().map(key -> answers.once(key, write, parser)).orElse(write);
    var loop = loop();
    return () -> writer.write(once, loop);
  }

  /// Answers from a read.
  public <T extends Message> void read(StreamObserver<T> observer, Query<T> query) {
    answer(observer, readers.read(query));
  }

  /// Answers when a stage completes.
  public <T> void answer(StreamObserver<T> observer, CompletionStage<T> stage) {
    stage.whenComplete((value, failure) -> {
      if (failure == null) {
        observer.onNext(value);
        observer.onCompleted();
      } else {
        observer.onError(failure);
      }
    });
  }

  /// The event loop that runs this code; where none does, as in a test, what runs at once.
  private static Executor loop() {
    var loop = ThreadExecutorMap.currentExecutor();
    return loop == null ? Runnable::run : loop;
  }

  /// For whom the call that this code serves is made.
  public static Actor actor() {
    return new Actor(Caller.current().name(), Correlation.current());
  }
}
