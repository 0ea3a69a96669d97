package dev.gazette.cli.connect;

import dev.gazette.cli.error.Failure;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The requests of one streaming call, sent one by one at the service's pace, and its one answer.
///
/// @param <A> the answer
final class Outgoing<A> extends ClientCall.Listener<A> {

  private final Semaphore news = new Semaphore(0);
  private volatile @Nullable A answer;
  private volatile @Nullable Status status;
  private volatile Metadata trailers = new Metadata();

  private Outgoing() {}

  /// Sends, and waits for the answer.
  static <Q, A> A send(
      ClientCall<Q, A> call, Iterator<Q> requests, BiFunction<Status, Metadata, Failure> failures) {
    var outgoing = new Outgoing<A>();
    call.start(outgoing, new Metadata());
    call.request(2); // An answer, and that there is no other.
    try {
      outgoing.send(call, requests);
      return outgoing.answer(failures);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      call.cancel("The command was interrupted.", null);
      throw failures.apply(Status.CANCELLED, new Metadata());
    } catch (RuntimeException failure) {
      call.cancel("The command ended.", null);
      throw failure;
    }
  }

  /// A service that refuses ends the call early.
  private <Q> void send(ClientCall<Q, A> call, Iterator<Q> requests) throws InterruptedException {
    while (requests.hasNext() && status == null) {
      if (call.isReady()) {
        call.sendMessage(requests.next());
      } else {
        news.acquire();
      }
    }
    if (status == null) {
      call.halfClose();
    }
  }

  private A answer(BiFunction<Status, Metadata, Failure> failures) throws InterruptedException {
    var ended = status;
    while (ended == null) {
      news.acquire();
      ended = status;
    }
    var given = answer;
    if (given == null || !ended.isOk()) {
      throw failures.apply(ended, trailers);
    }
    return given;
  }

  @Override
  public void onReady() {
    news.release();
  }

  @Override
  public void onMessage(A message) {
    answer = message;
  }

  @Override
  public void onClose(Status ended, Metadata more) {
    trailers = more;
    status = ended;
    news.release();
  }
}
