package dev.gazette.cli.connect;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.target.Address;
import dev.gazette.cli.target.Service;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.net.ConnectException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a call's status means to whoever ran the command. The service's own sentence and reason are
/// passed on; only a service that did not answer is put into words here.
final class CallFailures {

  private static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));
  private static final Metadata.Key<String> RETRY_AFTER =
      Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

  /// Under which metadata key the bare cause stands, where a service was not reached.
  static final String CAUSE = "cause";

  private CallFailures() {}

  static Failure of(Status status, @Nullable Metadata trailers, Service service, Address address) {
    var info = info(trailers);
    if (info.isEmpty()) {
      return unanswered(status, service, address);
    }
    var told = info.get();
    var failure =
        new Failure(
            exit(status.getCode()),
            told.getReason(),
            Boolean.parseBoolean(told.getMetadataOrDefault("retryable", "false")),
            sentence(status));
    told.getMetadataMap()
        .forEach((key, value) -> {
          if (!key.equals("retryable")) {
            failure.with(key, value);
          }
        });
    var seconds = trailers == null ? null : trailers.get(RETRY_AFTER);
    if (seconds != null) {
      failure.with("retry_after_seconds", seconds);
    }
    return failure;
  }

  private static Optional<ErrorInfo> info(@Nullable Metadata trailers) {
    var details = trailers == null ? null : trailers.get(DETAILS);
    if (details == null) {
      return Optional.empty();
    }
    try {
      for (var any : details.getDetailsList()) {
        if (any.is(ErrorInfo.class)) {
          return Optional.of(any.unpack(ErrorInfo.class));
        }
      }
    } catch (InvalidProtocolBufferException _) {
      // A server that cannot be understood: its status alone speaks.
    }
    return Optional.empty();
  }

  private static Failure unanswered(Status status, Service service, Address address) {
    return switch (status.getCode()) {
      // The services give a reason with every status; without one, the connection broke.
      case UNAVAILABLE, CANCELLED, INTERNAL, UNKNOWN ->
          new Failure(
                  Exit.UNREACHABLE,
                  "UNREACHABLE",
                  true,
                  "Cannot reach "
                      + service.id()
                      + " at "
                      + address
                      + ": "
                      + why(status)
                      + ". Start Gazette with `gazette up`; `gazette status` tells which service is down.")
              .with(CAUSE, why(status));
      case DEADLINE_EXCEEDED ->
          new Failure(
              Exit.TIMED_OUT,
              "DEADLINE_PASSED",
              true,
              "The "
                  + service.id()
                  + " service at "
                  + address
                  + " did not answer in time. Try again, or give it longer with --timeout.");
      case UNIMPLEMENTED ->
          new Failure(
              Exit.REFUSED,
              "METHOD_UNKNOWN",
              false,
              "What answers at "
                  + address
                  + " is not this version's "
                  + service.id()
                  + " service: restart Gazette, or name another --server.");
      default ->
          new Failure(exit(status.getCode()), status.getCode().name(), false, sentence(status));
    };
  }

  private static String why(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return "nothing listens there";
      }
    }
    return sentence(status);
  }

  private static String sentence(Status status) {
    return status.getDescription() == null ? status.getCode().name() : status.getDescription();
  }

  private static Exit exit(Status.Code code) {
    return switch (code) {
      case OK -> Exit.OK;
      case NOT_FOUND -> Exit.NOT_FOUND;
      case UNAUTHENTICATED, PERMISSION_DENIED -> Exit.DENIED;
      case UNAVAILABLE -> Exit.UNREACHABLE;
      case DEADLINE_EXCEEDED -> Exit.TIMED_OUT;
      default -> Exit.REFUSED;
    };
  }
}
