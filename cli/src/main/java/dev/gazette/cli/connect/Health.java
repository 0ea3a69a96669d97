package dev.gazette.cli.connect;

import com.google.protobuf.Empty;
import dev.gazette.cli.target.Service;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import java.time.Duration;

/// Asks `grpc.health.v1` whether a service serves. Its two messages have one field each, so an
/// empty message carries them: the name that is left out, and the status as a field unknown to it.
public final class Health {

  private static final int STATUS_FIELD = 1;
  private static final long SERVING = 1;
  private static final MethodDescriptor<Empty, Empty> CHECK =
      MethodDescriptor.<Empty, Empty>newBuilder()
          .setType(MethodType.UNARY)
          .setFullMethodName("grpc.health.v1.Health/Check")
          .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
          .build();

  private Health() {}

  /// Whether a service serves. Fails where none answers.
  public static boolean check(Connection connection, Service service, Duration deadline) {
    var answer = connection.anonymously(service, CHECK, Empty.getDefaultInstance(), deadline);
    return answer.getUnknownFields().getField(STATUS_FIELD).getVarintList().contains(SERVING);
  }
}
