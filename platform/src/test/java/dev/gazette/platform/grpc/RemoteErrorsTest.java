package dev.gazette.platform.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.error.ForeignReason;
import dev.gazette.platform.error.PlatformReason;
import dev.gazette.platform.error.Refusal;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class RemoteErrorsTest {

  /// What a caller catches when a service refuses.
  private static StatusRuntimeException sent(Refusal refusal) {
    var trailers = new Metadata();
    return CallErrors.render(refusal, trailers).asRuntimeException(trailers);
  }

  @Test
  void refusal_readsReasonSentenceFactsAndWait() {
    var thrown =
        sent(
            PlatformReason.DAY_LIMIT_REACHED
                .because("Enough for today.")
                .with("limit", 5)
                .retryAfter(Duration.ofMinutes(3)));
    assertThat(RemoteErrors.reason(new CompletionException(thrown))).contains("DAY_LIMIT_REACHED");
    var refusal = RemoteErrors.refusal(thrown).orElseThrow();
    assertThat(refusal.reason()).isEqualTo(PlatformReason.DAY_LIMIT_REACHED);
    assertThat(refusal.sentence()).isEqualTo("Enough for today.");
    assertThat(refusal.metadata()).containsEntry("limit", "5");
    assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(3));
  }

  @Test
  void refusal_ofAnotherServicesReason_keepsNameAndCode() {
    var reason = new ForeignReason("FILE_LOCKED", Status.Code.FAILED_PRECONDITION);
    var refusal = RemoteErrors.of("probe", sent(new Refusal(reason, "It is locked.")));
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.sentence()).isEqualTo("It is locked.");
  }

  @Test
  void unavailable_saysWhichServiceAndWhatToDo() {
    var refusal = RemoteErrors.of("probe", Status.UNAVAILABLE.asRuntimeException());
    assertThat(refusal.reason()).isEqualTo(PlatformReason.PEER_UNAVAILABLE);
    assertThat(refusal.sentence())
        .isEqualTo("The probe service does not answer; start it, or try again when it is back.");
    assertThat(RemoteErrors.reason(new IllegalStateException("ours"))).isEmpty();
  }
}
