package dev.gazette.inference.ollama;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The lines of a response body, as they arrive. Asks the network for one read at a time, and only
/// when its reader wants more, so a slow reader slows the sender down instead of filling memory.
/// Closing it before the end closes the connection.
final class LineReader implements BodySubscriber<LineReader>, AutoCloseable {

  private final int longestLineBytes;

  /// At most one read, since one is asked for at a time, and the end.
  private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(2);

  private final Queue<ByteBuffer> unread = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Flow.@Nullable Subscription subscription;
  private boolean closed;
  private boolean ended;

  /// What the network said.
  private sealed interface Signal {
    /// Bytes came.
    record Arrived(List<ByteBuffer> buffers) implements Signal {}

    /// Nothing more comes.
    record Ended(@Nullable Throwable failure) implements Signal {}
  }

  LineReader(int longestLineBytes) {
    this.longestLineBytes = longestLineBytes;
  }

  @Override
  public CompletionStage<LineReader> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    boolean late;
    synchronized (this) {
      subscription = given;
      late = closed;
    }
    if (late) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Signal.Arrived(buffers));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal.Ended(failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.Ended(null));
  }

  /// The next line without its end, however slowly its bytes drip in; empty at the end of the body.
  ///
  /// @throws TimeoutException when it is not whole in time
  /// @throws OutsizedLineException when it is longer than the bound
  /// @throws IOException when the connection broke
  Optional<byte[]> next(long patienceNanos)
      throws InterruptedException, TimeoutException, IOException {
    long limit = System.nanoTime() + patienceNanos;
    while (true) {
      if (takeLine() || (ended && line.size() > 0)) {
        var whole = line.toByteArray();
        line.reset();
        return Optional.of(whole);
      }
      if (ended) {
        return Optional.empty();
      }
      var signal = signals.poll(limit - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (signal == null) {
        throw new TimeoutException();
      }
      heed(signal);
    }
  }

  private void heed(Signal signal) throws IOException {
    switch (signal) {
      case Signal.Arrived(var buffers) -> {
        unread.addAll(buffers);
        askForMore();
      }
      case Signal.Ended(var failure) -> {
        ended = true;
        if (failure != null) {
          throw new IOException("The connection broke", failure);
        }
      }
    }
  }

  private synchronized void askForMore() {
    if (subscription != null) {
      subscription.request(1);
    }
  }

  /// Moves bytes to the line; answers whether it is whole.
  private boolean takeLine() throws OutsizedLineException {
    while (true) {
      var buffer = unread.peek();
      if (buffer == null) {
        return false;
      }
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n') {
          return true;
        }
        if (line.size() == longestLineBytes) {
          throw new OutsizedLineException();
        }
        line.write(next);
      }
      unread.remove();
    }
  }

  @Override
  public void close() {
    Flow.Subscription held;
    synchronized (this) {
      closed = true;
      held = subscription;
    }
    if (held != null && !ended) {
      held.cancel();
    }
  }

  /// A line that is longer than any that makes sense.
  static final class OutsizedLineException extends IOException {}
}
