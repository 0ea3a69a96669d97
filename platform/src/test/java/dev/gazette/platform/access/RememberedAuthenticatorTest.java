package dev.gazette.platform.access;

import static dev.gazette.platform.error.PlatformReason.AUTH_UNAVAILABLE;
import static dev.gazette.platform.error.PlatformReason.TOKEN_EXPIRED;
import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;
import static dev.gazette.platform.error.PlatformReason.TOKEN_REVOKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Timestamp;
import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.ManualDelays;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.proto.auth.v1.Introspection;
import dev.gazette.proto.common.v1.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RememberedAuthenticatorTest {

  private final PinnedClock clock = new PinnedClock();
  private final ManualDelays delays = new ManualDelays(clock);
  private final SmallAuth auth = new SmallAuth();
  private final TokenMemory memory = new TokenMemory(clock);
  private final Revocations revocations =
      new Revocations(auth.stub(), memory, clock, delays, new Random(1));
  private final RememberedAuthenticator authenticator =
      new RememberedAuthenticator(auth.stub(), memory, clock);

  @BeforeEach
  void open() {
    auth.start();
    revocations.start();
  }

  @AfterEach
  void close() {
    revocations.close();
    auth.close();
  }

  private static Introspection.Builder token(String id) {
    var token = Introspection.newBuilder().setTokenId(id).setActor("agent");
    token.addGrantsBuilder().setScope("board.read").setResource("boards/ops");
    return token.setLimits(Limits.newBuilder().setPerMinute(60).setPerDay(1_000));
  }

  private Caller authenticate(String secret) {
    return authenticator.authenticate(secret).toCompletableFuture().join();
  }

  private Refusal refused(Reason reason, String secret) {
    var thrown = catchThrowableOfType(CompletionException.class, () -> authenticate(secret));
    assertThat(thrown).isNotNull();
    if (thrown.getCause() instanceof Refusal refusal) {
      assertThat(refusal.reason()).isEqualTo(reason);
      return refusal;
    }
    throw new AssertionError("Not a refusal", thrown);
  }

  /// Lets time pass with a beat every 500 ms.
  private void pass(Duration time) {
    for (long millis = 0; millis < time.toMillis(); millis += 500) {
      delays.advance(Duration.ofMillis(500));
      auth.beat();
    }
  }

  @Test
  void authenticate_twice_asksOnce() {
    String secret = auth.issue(token("tok_1"));
    var caller = authenticate(secret);
    assertThat(caller.id()).isEqualTo("tok_1");
    assertThat(caller.kind()).isEqualTo(Caller.Kind.TOKEN);
    assertThat(caller.grants()).containsExactly(new Grant("board.read", "boards/ops"));
    assertThat(caller.limits()).isEqualTo(new CallLimit(60, 1_000));
    pass(Duration.ofMinutes(10));
    assertThat(authenticate(secret)).isEqualTo(caller);
    assertThat(auth.asked).isEqualTo(1);
  }

  @Test
  void authenticate_ownerToken_isTheOwner() {
    var owner = Introspection.newBuilder().setTokenId("tok_o").setActor("owner");
    owner.addGrantsBuilder().setScope("*");
    assertThat(authenticate(auth.issue(owner)).kind()).isEqualTo(Caller.Kind.OWNER);
  }

  @Test
  void authenticate_malformed_asksNobody() {
    refused(TOKEN_INVALID, "gzt_short");
    String secret = auth.issue(token("tok_1"));
    refused(TOKEN_INVALID, secret.substring(0, 52) + (secret.endsWith("a") ? "b" : "a"));
    assertThat(auth.asked).isZero();
  }

  @Test
  void authenticate_unknown_isRefusedFromMemoryForFiveSeconds() {
    String unknown = TokenSecret.generate(new Random(3)).text();
    assertThat(refused(TOKEN_INVALID, unknown).sentence()).isEqualTo("Nobody knows this token.");
    refused(TOKEN_INVALID, unknown);
    assertThat(auth.asked).isEqualTo(1);
    pass(TokenMemory.REFUSAL_KEPT.plusSeconds(1));
    refused(TOKEN_INVALID, unknown);
    assertThat(auth.asked).isEqualTo(2);
  }

  @Test
  void authenticate_sameSecretAtOnce_sharesOneQuestion() {
    String secret = auth.issue(token("tok_1"));
    auth.holding = true;
    var first = authenticator.authenticate(secret).toCompletableFuture();
    var second = authenticator.authenticate(secret).toCompletableFuture();
    auth.release();
    assertThat(CompletableFuture.allOf(first, second)).isCompleted();
    assertThat(auth.asked).isEqualTo(1);
  }

  @Test
  void authenticate_afterRevocation_isRefusedAtOnce() {
    String secret = auth.issue(token("tok_1"));
    String other = auth.issue(token("tok_2"));
    authenticate(secret);
    authenticate(other);
    auth.revoke("tok_1");
    refused(TOKEN_REVOKED, secret);
    authenticate(other);
    assertThat(auth.asked).as("the other is still remembered").isEqualTo(3);
  }

  @Test
  void authenticate_answerOlderThanARevocation_isNotRemembered() {
    String secret = auth.issue(token("tok_1"));
    auth.holding = true;
    var early = authenticator.authenticate(secret).toCompletableFuture();
    auth.revoke("tok_1");
    auth.release();
    assertThat(early).isCompleted();
    refused(TOKEN_REVOKED, secret);
  }

  @Test
  void authenticate_lapsed_isRefusedWithoutAsking() {
    var end = Timestamp.newBuilder().setSeconds(PinnedClock.START.getEpochSecond() + 30);
    String secret = auth.issue(token("tok_1").setExpireTime(end));
    authenticate(secret);
    pass(Duration.ofSeconds(30));
    refused(TOKEN_EXPIRED, secret);
    assertThat(auth.asked).isEqualTo(1);
  }

  @Test
  void authenticate_whileAuthIsDown_holdsFor90Seconds_andRecovers() {
    String secret = auth.issue(token("tok_1"));
    authenticate(secret);
    auth.stop();
    delays.advance(TokenMemory.TRUST);
    authenticate(secret);
    delays.advance(Duration.ofMillis(1));
    var refusal = refused(AUTH_UNAVAILABLE, secret);
    assertThat(refusal.sentence()).contains("auth").contains("start it");
    assertThat(refusal.retryAfter()).isPresent();
    auth.start();
    delays.advance(Revocations.LONGEST_PAUSE.plus(Revocations.SILENCE));
    authenticate(secret);
  }

  @Test
  void authenticate_neverSeenWhileAuthIsDown_isRefusedAsUnavailable() {
    auth.stop();
    refused(AUTH_UNAVAILABLE, TokenSecret.generate(new Random(5)).text());
  }

  @Test
  void authenticate_afterALongSilence_asksAnew_sinceARevocationMayHaveBeenMissed() {
    String secret = auth.issue(token("tok_1"));
    authenticate(secret);
    auth.stop();
    delays.advance(Duration.ofMinutes(30));
    auth.start();
    delays.advance(Revocations.LONGEST_PAUSE.plus(Revocations.SILENCE));
    authenticate(secret);
    assertThat(auth.asked).isEqualTo(2);
  }

  @Test
  void memory_isBounded_andKeepsThoseInUse() {
    var used = remember(0);
    for (int i = 1; i < TokenMemory.BOUND; i++) {
      remember(i);
    }
    pass(Duration.ofSeconds(2));
    assertThat(memory.caller(used)).isNotNull();
    var last = remember(TokenMemory.BOUND);
    assertThat(memory.caller(used)).isNotNull();
    assertThat(memory.caller(last)).isNotNull();
    assertThat(memory.uses(Integer.MAX_VALUE)).hasSize(TokenMemory.BOUND * 9 / 10 + 1);
  }

  private SecretHash remember(int number) {
    var hash = new SecretHash(number, 0, 0, 0);
    memory.remember(hash, caller("tok_" + number), memory.endings());
    return hash;
  }

  private static Caller caller(String id) {
    return new Caller(id, id, Caller.Kind.TOKEN, List.of(), CallLimit.NONE, null);
  }
}
