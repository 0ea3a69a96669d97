package dev.gazette.platform.testkit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.gazette.platform.error.Reason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Asserts refusals as a caller sees them: status and reason.
public final class Refusals {

  private Refusals() {}

  /// Asserts that a call is refused for a reason, and answers the sentence.
  public static String assertRefused(Reason reason, ThrowingCallable call) {
    var thrown = Assertions.catchThrowableOfType(StatusRuntimeException.class, call);
    Assertions.assertThat(thrown).as("refused with %s", reason.name()).isNotNull();
    Assertions.assertThat(thrown.getStatus().getCode())
        .as(thrown.toString())
        .isEqualTo(reason.code());
    Assertions.assertThat(info(thrown).getReason()).isEqualTo(reason.name());
    return String.valueOf(thrown.getStatus().getDescription());
  }

  /// The details of a refusal.
  public static ErrorInfo info(StatusRuntimeException thrown) {
    try {
      var status = StatusProto.fromThrowable(thrown);
      Assertions.assertThat(status).as("details of %s", thrown).isNotNull();
      return status.getDetails(0).unpack(ErrorInfo.class);
    } catch (InvalidProtocolBufferException damaged) {
      throw new AssertionError(damaged);
    }
  }
}
