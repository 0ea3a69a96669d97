package dev.gazette.platform.trust;

import static dev.gazette.platform.service.ServiceName.AUTH;
import static dev.gazette.platform.service.ServiceName.BOARD;
import static dev.gazette.platform.service.ServiceName.GOVERNOR;
import static dev.gazette.platform.service.ServiceName.INFERENCE;
import static dev.gazette.platform.service.ServiceName.PROBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.gazette.platform.error.PlatformReason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.proto.common.v1.CallToken;
import dev.gazette.proto.common.v1.Grant;
import dev.gazette.proto.common.v1.Signed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CallTokensTest {

  @TempDir Path folder;
  private final PinnedClock clock = new PinnedClock();
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(folder.resolve("Gàzette höme"));
  }

  private Trust trust(ServiceName service) {
    home.create(service);
    return new Trust(service, ServiceKeys.own(home, service), home);
  }

  private CallTokens tokens(ServiceName service) {
    return new CallTokens(trust(service), clock);
  }

  private static String encode(Message message) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(message.toByteArray());
  }

  private CallToken.Builder token() {
    return CallToken.newBuilder()
        .setIssuer("governor")
        .setAudience("probe")
        .setActor("owner")
        .setExpireTime(
            Timestamp.newBuilder().setSeconds(clock.instant().plusSeconds(60).getEpochSecond()));
  }

  private static void assertRefused(ThrowingCallable call, String part) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(PlatformReason.CALL_TOKEN_REFUSED);
              assertThat(refusal.sentence()).contains(part);
            });
  }

  @Test
  void verify_whatAnAllowedServiceMade() {
    String token = tokens(GOVERNOR).make(PROBE, "owner", "c-1");
    assertThat(tokens(PROBE).verify(token)).isEqualTo(new VerifiedCall(GOVERNOR, "owner", "c-1"));
  }

  @Test
  void make_withinHalfAMinute_isTheSameForOneActorAndAudience() {
    var tokens = tokens(BOARD);
    String first = tokens.make(PROBE, "owner", "c-1");
    clock.advance(Duration.ofSeconds(29));
    assertThat(tokens.make(PROBE, "owner", "c-2")).isEqualTo(first);
    assertThat(tokens.make(PROBE, "ada", "c-2")).isNotEqualTo(first);
    assertThat(tokens.make(AUTH, "owner", "c-2")).isNotEqualTo(first);
    clock.advance(Duration.ofSeconds(2));
    assertThat(tokens.make(PROBE, "owner", "c-2")).isNotEqualTo(first);
  }

  @Test
  void verify_afterExpiry_isRefused_alsoWhenItWasRemembered() {
    String token = tokens(GOVERNOR).make(PROBE, "owner", "c-1");
    var probe = tokens(PROBE);
    probe.verify(token);
    clock.advance(Duration.ofSeconds(64));
    probe.verify(token);
    clock.advance(Duration.ofSeconds(2));
    assertRefused(() -> probe.verify(token), "lapsed");
    assertRefused(() -> tokens(PROBE).verify(token), "lapsed");
  }

  @Test
  void verify_thatHoldsForTooLong_isRefused() {
    var governor = trust(GOVERNOR);
    var forever = token();
    forever.getExpireTimeBuilder().setSeconds(clock.instant().plusSeconds(66).getEpochSecond());
    assertRefused(
        () -> tokens(PROBE).verify(encode(governor.sign(forever.build()))), "would hold for 66 s");
  }

  @Test
  void verify_forAnotherAudience_isRefused() {
    String token = tokens(GOVERNOR).make(AUTH, "owner", "c-1");
    assertRefused(() -> tokens(PROBE).verify(token), "for 'auth', not for probe");
  }

  @Test
  void verify_ofAServiceThatNeverCalls_isRefused() {
    String token = tokens(INFERENCE).make(PROBE, "owner", "c-1");
    assertRefused(() -> tokens(PROBE).verify(token), "inference never calls probe");
    String own = tokens(PROBE).make(PROBE, "owner", "c-1");
    assertRefused(() -> tokens(PROBE).verify(own), "probe never calls probe");
  }

  @Test
  void verify_signedWithAnothersKey_isRefused() throws Exception {
    trust(GOVERNOR);
    var forged = trust(BOARD).sign(token().build()).toBuilder().setSigner("governor").build();
    assertRefused(() -> tokens(PROBE).verify(encode(forged)), "not governor's");
  }

  @Test
  void verify_thatNamesAnotherIssuerThanItsSigner_isRefused() {
    var lying = trust(BOARD).sign(token().build());
    assertRefused(() -> tokens(PROBE).verify(encode(lying)), "board signed it for 'governor'");
  }

  @Test
  void verify_alteredAfterSigning_isRefused() {
    var signed = trust(GOVERNOR).sign(token().build());
    var altered = signed.toBuilder().setPayload(token().setActor("eve").build().toByteString());
    assertRefused(() -> tokens(PROBE).verify(encode(altered.build())), "not governor's");
  }

  @Test
  void verify_aSignatureOnAnotherMessageType_isRefused() {
    // The same bytes, honestly signed as a Grant, must not pass for a CallToken.
    var bytes = token().build().toByteString();
    var governor = trust(GOVERNOR);
    assertThatThrownBy(
            () -> {
              var signed = governor.sign(Grant.parseFrom(bytes));
              assertThat(signed.getPayload()).isEqualTo(bytes);
              tokens(PROBE).verify(encode(signed));
            })
        .hasMessageContaining("not governor's");
  }

  @Test
  void verify_whatIsNoToken_isRefused() {
    var probe = tokens(PROBE);
    for (String nonsense : new String[] {"", "%%%", "abcd", "A".repeat(100_000)}) {
      assertThatThrownBy(() -> probe.verify(nonsense)).isInstanceOf(Refusal.class);
    }
    var unsigned =
        Signed.newBuilder().setSigner("governor").setPayload(token().build().toByteString());
    trust(GOVERNOR);
    assertRefused(() -> probe.verify(encode(unsigned.build())), "not governor's");
  }

  @Test
  void verify_ofAKeyThatAppearsLaterAndIsReplaced() throws Exception {
    var probe = tokens(PROBE);
    String early = encode(trust(GOVERNOR).sign(token().build()));
    var published = Files.readString(home.publicKey(GOVERNOR));
    Files.delete(home.publicKey(GOVERNOR));
    assertRefused(() -> probe.verify(early), "holds no key");
    Files.writeString(home.publicKey(GOVERNOR), published);
    probe.verify(early);

    Files.delete(home.key(GOVERNOR));
    String later = encode(trust(GOVERNOR).sign(token().setActor("later").build()));
    assertThat(probe.verify(later).actor()).isEqualTo("later");
  }

  @Test
  void own_keepsItsKeyAndPublishesItAgain() throws Exception {
    home.create(BOARD);
    var first = ServiceKeys.own(home, BOARD);
    Files.delete(home.publicKey(BOARD));
    var second = ServiceKeys.own(home, BOARD);
    assertThat(second.getPublic()).isEqualTo(first.getPublic());
    assertThat(home.publicKey(BOARD)).exists();
  }

  @Test
  void own_ofADamagedFile_saysWhatToDo() throws Exception {
    home.create(BOARD);
    Files.writeString(home.key(BOARD), "nonsense");
    assertThatThrownBy(() -> ServiceKeys.own(home, BOARD))
        .hasMessageContaining("remove it for a new one");
  }
}
