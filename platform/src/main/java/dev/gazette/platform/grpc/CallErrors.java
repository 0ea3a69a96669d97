package dev.gazette.platform.grpc;

import static dev.gazette.platform.error.PlatformReason.DEADLINE_PASSED;
import static dev.gazette.platform.error.PlatformReason.INTERNAL;
import static dev.gazette.platform.error.PlatformReason.METHOD_UNKNOWN;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.gazette.platform.error.Refusal;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.util.Comparator;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renders every failure of a call: a gRPC status with the sentence, and `google.rpc.Status`
/// details with `ErrorInfo{reason, domain, metadata}` and, where a wait is known, `RetryInfo` and
/// the trailer `retry-after` in seconds. What is not a refusal becomes INTERNAL: logged once under
/// the correlation id, never shown.
final class CallErrors {

  /// The domain of all reasons.
  static final String DOMAIN = "gazette.dev";

  /// How long the sentence may be, and all facts together: with both twice in the headers of an
  /// answer, there is room left in the 8 KiB that a client takes.
  private static final int LONGEST_SENTENCE = 1_800;

  private static final int LONGEST_FACTS = 1_200;

  private static final Logger LOG = LoggerFactory.getLogger(CallErrors.class);
  private static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));
  private static final Metadata.Key<String> RETRY_AFTER =
      Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

  private CallErrors() {}

  /// The refusal that a status stands for.
  static Refusal refusal(Status status, String method, String correlationId) {
    var cause = unwrap(status.getCause());
    if (cause instanceof Refusal refusal) {
      return refusal;
    }
    return switch (status.getCode()) {
      case UNIMPLEMENTED ->
          METHOD_UNKNOWN.because("This service has no method %s; compare versions.", method);
      case DEADLINE_EXCEEDED ->
          DEADLINE_PASSED.because("%s took longer than its deadline; try again.", method);
      default -> {
        LOG.error("{} failed, correlation id {}: {}", method, correlationId, status, cause);
        yield INTERNAL.because(
            "%s failed by a fault of Gazette's; the log holds it under %s.", method, correlationId);
      }
    };
  }

  private static @Nullable Throwable unwrap(@Nullable Throwable thrown) {
    return thrown instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : thrown;
  }

  /// The status of a refusal; fills the trailers.
  static Status render(Refusal refusal, Metadata trailers) {
    var reason = refusal.reason();
    String sentence = Cut.to(LONGEST_SENTENCE, refusal.sentence());
    var info = ErrorInfo.newBuilder().setReason(reason.name()).setDomain(DOMAIN);
    addFacts(info, refusal);
    info.putMetadata("retryable", Boolean.toString(reason.retryable()));
    var details =
        com.google.rpc.Status.newBuilder()
            .setCode(reason.code().value())
            .setMessage(sentence)
            .addDetails(Any.pack(info.build()));
    refusal
        .retryAfter()
        .ifPresent(wait -> {
          long seconds = wait.plusMillis(999).toSeconds();
          trailers.put(RETRY_AFTER, Long.toString(seconds));
          details.addDetails(
              Any.pack(
                  RetryInfo.newBuilder()
                      .setRetryDelay(Duration.newBuilder().setSeconds(seconds))
                      .build()));
        });
    trailers.put(DETAILS, details.build());
    return Status.fromCode(reason.code()).withDescription(sentence);
  }

  /// The short ones first, so that a long one does not cut them.
  private static void addFacts(ErrorInfo.Builder info, Refusal refusal) {
    int left = LONGEST_FACTS;
    var shortestFirst =
        refusal.metadata().entrySet().stream()
            .sorted(Comparator.comparingInt(fact -> fact.getValue().length()))
            .toList();
    for (var fact : shortestFirst) {
      String value = Cut.to(left, fact.getValue());
      info.putMetadata(fact.getKey(), value);
      left = Math.max(0, left - Cut.length(value));
    }
  }
}
