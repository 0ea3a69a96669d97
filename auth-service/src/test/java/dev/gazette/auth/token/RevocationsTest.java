package dev.gazette.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class RevocationsTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final TokenId A = new TokenId("tok_aaaaaaaaaaaa");
  private static final TokenId B = new TokenId("tok_bbbbbbbbbbbb");

  private final Revocations revocations = new Revocations();

  @Test
  void after_tellsEachOnce_andAgainWhenItEndsAgain() {
    revocations.add(A, NOON);
    var first = revocations.after(0);
    assertThat(first.tokens()).containsExactly(A);
    assertThat(revocations.after(first.newest()).tokens()).isEmpty();
    revocations.add(B, NOON);
    revocations.add(A, NOON);
    assertThat(revocations.after(first.newest()).tokens()).containsExactly(B, A);
  }

  @Test
  void add_dropsWhatIsOlderThanTenMinutes() {
    revocations.add(A, NOON);
    revocations.add(B, NOON.plus(Revocations.KEPT).plusMillis(1));
    assertThat(revocations.after(0).tokens()).containsExactly(B);
  }

  @Test
  void await_endsWhenATokenEnds() throws Exception {
    var woken =
        CompletableFuture.runAsync(
            () -> {
              while (revocations.after(0).tokens().isEmpty()) {
                revocations.await(0, Duration.ofSeconds(20));
              }
            },
            Thread::startVirtualThread);
    revocations.add(A, NOON);
    woken.get(10, TimeUnit.SECONDS);
    assertThat(woken).isCompleted();
  }
}
