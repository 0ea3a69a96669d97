package dev.gazette.platform.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.proto.board.v1.CardServiceGrpc;
import org.junit.jupiter.api.Test;

final class DeadlineInterceptorTest {

  @Test
  void callThatWaitsOnPurpose_isNotCutOff() {
    assertThat(DeadlineInterceptor.seconds(CardServiceGrpc.getClaimNextCardMethod()))
        .isEqualTo(3_630);
    assertThat(DeadlineInterceptor.seconds(CardServiceGrpc.getClaimCardMethod())).isEqualTo(30);
  }
}
