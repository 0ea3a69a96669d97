package dev.gazette.cli.connect;

import dev.gazette.cli.error.Failure;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/// The answers of one streaming call, taken one by one: the service sends at most a few that were
/// not taken yet.
///
/// @param <A> an answer
public final class Incoming<A> implements AutoCloseable {

  private static final int AHEAD = 64;

  private final ClientCall<?, A> call;
  private final BiFunction<Status, Metadata, Failure> failures;
  private final BlockingQueue<Step<A>> steps = new LinkedBlockingQueue<>();
  private boolean ended;

  private sealed interface Step<A> {
    record Answer<A>(A answer) implements Step<A> {}

    record End<A>(Status status, Metadata trailers) implements Step<A> {}
  }

  private Incoming(ClientCall<?, A> call, BiFunction<Status, Metadata, Failure> failures) {
    this.call = call;
    this.failures = failures;
  }

  static <Q, A> Incoming<A> start(
      ClientCall<Q, A> call, Q request, BiFunction<Status, Metadata, Failure> failures) {
    var incoming = new Incoming<>(call, failures);
    call.start(incoming.listener(), new Metadata());
    call.sendMessage(request);
    call.halfClose();
    call.request(AHEAD);
    return incoming;
  }

  private ClientCall.Listener<A> listener() {
    return new ClientCall.Listener<>() {
      @Override
      public void onMessage(A answer) {
        steps.add(new Step.Answer<>(answer));
      }

      @Override
      public void onClose(Status status, Metadata trailers) {
        steps.add(new Step.End<>(status, trailers));
      }
    };
  }

  /// The next answer; empty when none came in time, or the stream ended well.
  public Optional<A> next(Duration patience) {
    try {
      var step = ended ? null : steps.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      return switch (step) {
        case null -> Optional.empty();
        case Step.Answer<A>(var answer) -> {
          call.request(1);
          yield Optional.of(answer);
        }
        case Step.End<A>(var status, var trailers) -> {
          ended = true;
          if (status.isOk()) {
            yield Optional.empty();
          }
          throw failures.apply(status, trailers);
        }
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      close();
      return Optional.empty();
    }
  }

  /// Whether no more answers come.
  public boolean ended() {
    return ended;
  }

  /// Tells the service that nobody listens any more.
  @Override
  public void close() {
    if (!ended) {
      ended = true;
      call.cancel("The command ended.", null);
    }
  }
}
