package dev.gazette.inference.chat;

import dev.gazette.proto.inference.v1.StreamChatRequest;
import dev.gazette.proto.inference.v1.StreamChatResponse;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes pieces only when a test says so.
final class SlowReader implements ClientResponseObserver<StreamChatRequest, StreamChatResponse> {

  private final BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
  private @Nullable ClientCallStreamObserver<StreamChatRequest> call;

  @Override
  public void beforeStart(ClientCallStreamObserver<StreamChatRequest> starting) {
    call = starting;
    starting.disableAutoRequestWithInitial(0);
  }

  /// Lets so many more pieces in.
  void read(int count) {
    Objects.requireNonNull(call).request(count);
  }

  void cancel() {
    Objects.requireNonNull(call).cancel("Enough", null);
  }

  /// The next piece that came.
  String taken() {
    try {
      return Objects.requireNonNull(pieces.poll(10, TimeUnit.SECONDS), "No piece came");
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  /// Whether no piece comes for a while.
  boolean nothingWithin(int millis) {
    try {
      return pieces.poll(millis, TimeUnit.MILLISECONDS) == null;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void onNext(StreamChatResponse piece) {
    pieces.add(piece.getContent());
  }

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onCompleted() {}
}
