package dev.gazette.board.tail;

import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// What a watched log sends, in batches of what has arrived. Never holds more than it asked for.
final class TailStream implements ClientResponseObserver<WatchEventsRequest, WatchEventsResponse> {

  /// What arrives: a message, or the end.
  private record Arrival(@Nullable WatchEventsResponse response, @Nullable Throwable failure) {}

  private final int most;
  private final BlockingQueue<Arrival> arrived;
  private volatile @Nullable ClientCallStreamObserver<WatchEventsRequest> call;

  /// A stream that asks for so many messages at once.
  TailStream(int most) {
    this.most = most;
    this.arrived = new ArrayBlockingQueue<>(most + 1); // One more for the end.
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WatchEventsRequest> started) {
    call = started;
    started.disableAutoRequestWithInitial(most);
  }

  @Override
  public void onNext(WatchEventsResponse response) {
    arrive(new Arrival(response, null));
  }

  @Override
  public void onError(Throwable failure) {
    arrive(new Arrival(null, failure));
  }

  @Override
  public void onCompleted() {
    arrive(new Arrival(null, null));
  }

  private void arrive(Arrival arrival) {
    if (!arrived.offer(arrival)) {
      throw new IllegalStateException("More arrived than was asked for");
    }
  }

  /// Waits for the next messages; empty at the end. Throws what ended the call otherwise, once what
  /// came before it was given.
  List<WatchEventsResponse> next() throws InterruptedException {
    var batch = new ArrayList<WatchEventsResponse>();
    var first = arrived.take();
    while (first != null) {
      var response = first.response();
      if (response == null) {
        return end(batch, first);
      }
      batch.add(response);
      first = arrived.poll();
    }
    return batch;
  }

  private List<WatchEventsResponse> end(List<WatchEventsResponse> batch, Arrival end) {
    var failure = end.failure();
    if (batch.isEmpty() && failure != null) {
      throw Status.fromThrowable(failure).asRuntimeException(Status.trailersFromThrowable(failure));
    }
    if (!batch.isEmpty()) {
      arrive(end); // For the next call.
    }
    return batch;
  }

  /// Asks for more, once so many were handled.
  void more(int handled) {
    var started = call;
    if (started != null) {
      started.request(handled);
    }
  }

  /// Ends the call, if it has not ended.
  void cancel() {
    var started = call;
    if (started != null) {
      started.cancel("The log is not followed any more", null);
    }
  }
}
