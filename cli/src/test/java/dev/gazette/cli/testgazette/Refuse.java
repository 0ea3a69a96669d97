package dev.gazette.cli.testgazette;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;

/// Refusals as the platform renders them.
final class Refuse {

  private static final Metadata.Key<com.google.rpc.Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin",
          ProtoUtils.metadataMarshaller(com.google.rpc.Status.getDefaultInstance()));

  private Refuse() {}

  static StatusRuntimeException with(Status.Code code, String reason, String sentence) {
    var info =
        ErrorInfo.newBuilder()
            .setReason(reason)
            .setDomain("gazette.dev")
            .putMetadata("retryable", Boolean.toString(code == Status.Code.UNAVAILABLE));
    var trailers = new Metadata();
    trailers.put(
        DETAILS,
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(sentence)
            .addDetails(Any.pack(info.build()))
            .build());
    return Status.fromCode(code).withDescription(sentence).asRuntimeException(trailers);
  }
}
