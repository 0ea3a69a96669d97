package dev.gazette.platform.grpc;

import static dev.gazette.platform.error.PlatformReason.PEER_UNAVAILABLE;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.gazette.platform.error.ForeignReason;
import dev.gazette.platform.error.Refusal;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Reads what another service answered when it refused a call, or did not answer at all.
public final class RemoteErrors {

  private static final Duration SOON = Duration.ofSeconds(1);

  private RemoteErrors() {}

  /// The name of the reason that a Gazette service gave; empty when none answered.
  public static Optional<String> reason(Throwable failure) {
    return info(unwrap(failure)).map(ErrorInfo::getReason);
  }

  /// The refusal that a Gazette service answered with, as it said it: reason, sentence, facts and
  /// wait. Empty when none answered.
  public static Optional<Refusal> refusal(Throwable failure) {
    var thrown = unwrap(failure);
    if (thrown instanceof Refusal refusal) {
      return Optional.of(refusal);
    }
    return info(thrown).map(info -> refusal(thrown, info));
  }

  private static Refusal refusal(Throwable thrown, ErrorInfo info) {
    var status = Status.fromThrowable(thrown);
    var refusal =
        new Refusal(
            ForeignReason.named(info.getReason(), status.getCode()),
            String.valueOf(status.getDescription()));
    info.getMetadataMap().forEach(refusal::with);
    detail(thrown, RetryInfo.class)
        .map(RetryInfo::getRetryDelay)
        .ifPresent(wait -> refusal.retryAfter(Duration.ofSeconds(wait.getSeconds())));
    return refusal;
  }

  /// What to tell a caller whose call needed a peer: the peer's own refusal, or that it does not
  /// answer.
  ///
  /// @param peer its name, e.g. `probe`
  public static Refusal of(String peer, Throwable failure) {
    return refusal(failure).orElseGet(() -> unavailable(peer, failure));
  }

  /// The refusal `PEER_UNAVAILABLE`: a peer does not answer, or not as a Gazette service would.
  ///
  /// @param peer its name, e.g. `probe`
  public static Refusal unavailable(String peer, Throwable failure) {
    return PEER_UNAVAILABLE
        .because(
            "The %s service %s; start it, or try again when it is back.",
            peer, trouble(Status.fromThrowable(unwrap(failure))))
        .with("peer", peer)
        .retryAfter(SOON);
  }

  private static String trouble(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE -> "does not answer";
      case DEADLINE_EXCEEDED -> "did not answer in time";
      case CANCELLED -> "was not waited for";
      default -> "answered " + status.getCode() + " (" + status.getDescription() + ")";
    };
  }

  private static Optional<ErrorInfo> info(Throwable thrown) {
    return detail(thrown, ErrorInfo.class)
        .filter(info -> info.getDomain().equals(CallErrors.DOMAIN));
  }

  private static <T extends com.google.protobuf.Message> Optional<T> detail(
      Throwable thrown, Class<T> type) {
    if (!(thrown instanceof StatusRuntimeException || thrown instanceof StatusException)) {
      return Optional.empty();
    }
    var status = StatusProto.fromThrowable(thrown);
    if (status == null) {
      return Optional.empty();
    }
    return status.getDetailsList().stream()
        .filter(detail -> detail.is(type))
        .findFirst()
        .flatMap(detail -> unpack(detail, type));
  }

  private static <T extends com.google.protobuf.Message> Optional<T> unpack(
      Any detail, Class<T> type) {
    try {
      return Optional.of(detail.unpack(type));
    } catch (InvalidProtocolBufferException _) {
      return Optional.empty(); // A peer that speaks otherwise is not understood, that is all.
    }
  }

  private static Throwable unwrap(Throwable failure) {
    var cause = failure.getCause();
    return (failure instanceof CompletionException || failure instanceof ExecutionException)
            && cause != null
        ? unwrap(cause)
        : failure;
  }
}
