package dev.gazette.inference.chat;

import static dev.gazette.inference.error.InferenceReason.ANSWER_TOO_LONG;
import static dev.gazette.inference.error.InferenceReason.CALLER_STALLED;

import dev.gazette.inference.provider.PieceSink;
import dev.gazette.proto.inference.v1.StreamChatResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Sends an answer at its reader's pace: a piece is taken only while the call has room for it. A
/// reader that takes nothing for 60 s gives its place at the provider up.
final class PacedStream implements PieceSink {

  private static final long LONGEST_BYTES = 16L << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ServerCallStreamObserver<StreamChatResponse> stream;
  private final Duration patience;
  private final AnswerBound bound = new AnswerBound(LONGEST_BYTES);
  private final Semaphore ready = new Semaphore(0);

  PacedStream(ServerCallStreamObserver<StreamChatResponse> stream) {
    this(stream, PATIENCE);
  }

  /// Must be made before the call's handler returns.
  PacedStream(ServerCallStreamObserver<StreamChatResponse> stream, Duration patience) {
    this.stream = stream;
    this.patience = patience;
    stream.setOnReadyHandler(ready::release);
    stream.setOnCancelHandler(ready::release);
  }

  @Override
  public void take(String piece) throws InterruptedException {
    if (!bound.admits(piece)) {
      throw ANSWER_TOO_LONG.because("The answer passed 16 MiB and was ended; set max_tokens.");
    }
    awaitRoom();
    stream.onNext(StreamChatResponse.newBuilder().setContent(piece).build());
  }

  private void awaitRoom() throws InterruptedException {
    long limit = System.nanoTime() + patience.toNanos();
    while (!stream.isReady()) {
      if (!ready.tryAcquire(limit - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw CALLER_STALLED.because(
            "The caller read nothing for %d s, so the answer was ended; read on, and ask again.",
            patience.toSeconds());
      }
    }
  }
}
