package dev.gazette.auth.token;

import static dev.gazette.auth.error.AuthReason.GRANT_NOT_HELD;
import static dev.gazette.auth.error.AuthReason.RECOVERY_REFUSED;
import static dev.gazette.auth.error.AuthReason.TOKEN_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.SECRET_NOT_REPEATED;
import static dev.gazette.platform.error.PlatformReason.SERVICES_ONLY;
import static dev.gazette.platform.error.PlatformReason.TOKEN_EXPIRED;
import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;
import static dev.gazette.platform.error.PlatformReason.TOKEN_MISSING;
import static dev.gazette.platform.error.PlatformReason.TOKEN_REVOKED;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.gazette.proto.auth.v1.AuditEntry;
import dev.gazette.proto.auth.v1.AuditServiceGrpc;
import dev.gazette.proto.auth.v1.CreateTokenRequest;
import dev.gazette.proto.auth.v1.IntrospectRequest;
import dev.gazette.proto.auth.v1.IssuedToken;
import dev.gazette.proto.auth.v1.ListAuditEntriesRequest;
import dev.gazette.proto.auth.v1.ListTokensRequest;
import dev.gazette.proto.auth.v1.RecordUseRequest;
import dev.gazette.proto.auth.v1.RecoverOwnerRequest;
import dev.gazette.proto.auth.v1.RevokeTokenRequest;
import dev.gazette.proto.auth.v1.RotateTokenRequest;
import dev.gazette.proto.auth.v1.WatchRevocationsRequest;
import dev.gazette.proto.common.v1.Grant;
import dev.gazette.proto.common.v1.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenGrpcServiceTest {

  @TempDir Path folder;
  private AuthServer auth;

  @BeforeEach
  void start() {
    auth = new AuthServer(folder);
  }

  @AfterEach
  void stop() {
    auth.close();
  }

  private static CreateTokenRequest.Builder wish(String name, String scope) {
    return CreateTokenRequest.newBuilder()
        .setName(name)
        .addGrants(Grant.newBuilder().setScope(scope));
  }

  private IssuedToken create(String name, String scope) {
    return auth.asOwner().createToken(wish(name, scope).build());
  }

  private void list(String secret) {
    var _ = auth.as(secret).listTokens(ListTokensRequest.getDefaultInstance());
  }

  private void introspect(String secret) {
    var _ = auth.asService().introspect(introspectRequest(secret));
  }

  private static IntrospectRequest introspectRequest(String secret) {
    return IntrospectRequest.newBuilder().setSecret(secret).build();
  }

  private dev.gazette.proto.auth.v1.Token revoke(String ref) {
    return auth.asOwner().revokeToken(RevokeTokenRequest.newBuilder().setTokenId(ref).build());
  }

  private IssuedToken rotate(String ref) {
    return auth.asOwner().rotateToken(RotateTokenRequest.newBuilder().setTokenId(ref).build());
  }

  private IssuedToken recover(String secret) {
    return auth.asNobody()
        .recoverOwner(RecoverOwnerRequest.newBuilder().setRecoverySecret(secret).build());
  }

  private List<AuditEntry> audit() {
    return auth.audit()
        .listAuditEntries(ListAuditEntriesRequest.getDefaultInstance())
        .getEntriesList();
  }

  private static String flip(String secret) {
    var flipped = new StringBuilder(secret);
    flipped.setCharAt(20, secret.charAt(20) == 'A' ? 'B' : 'A');
    return flipped.toString();
  }

  @Test
  void firstStart_writesTheOwnersTokenOnce() throws Exception {
    var file = folder.resolve("token");
    String secret = auth.file("token");
    for (String name : List.of("token", "recovery", "token-key")) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
          .as(name)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    list(secret);
    Files.delete(file);
    auth.close();
    auth = new AuthServer(folder);
    assertThat(file).doesNotExist();
    list(secret);
  }

  @Test
  void call_withoutToken_isRefused() {
    assertRefused(
        TOKEN_MISSING, () -> auth.asNobody().listTokens(ListTokensRequest.getDefaultInstance()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzt_",
        "gzt_short",
        "gzt_ä",
        "gzt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void call_withAMalformedToken_isRefused(String secret) {
    assertRefused(TOKEN_INVALID, () -> list(secret));
    assertRefused(TOKEN_INVALID, () -> introspect(secret));
  }

  @Test
  void call_withOneCharacterFlipped_isRefused() {
    String flipped = flip(create("ci", "auth.read").getSecret());
    assertThat(assertRefused(TOKEN_INVALID, () -> list(flipped)))
        .contains("miscopied")
        .doesNotContain(flipped);
    assertRefused(TOKEN_INVALID, () -> introspect(flipped));
  }

  @Test
  void call_withATokenOfAnotherHome_isRefused(@TempDir Path other) {
    try (var stranger = new AuthServer(other)) {
      assertRefused(TOKEN_INVALID, () -> list(stranger.file("token")));
    }
  }

  @Test
  void call_withALapsedToken_isRefused() {
    var made =
        auth.asOwner()
            .createToken(
                wish("ci", "auth.read").setLifetime(Duration.newBuilder().setSeconds(60)).build());
    list(made.getSecret());
    auth.server().clock().advance(java.time.Duration.ofSeconds(60));
    assertRefused(TOKEN_EXPIRED, () -> list(made.getSecret()));
    assertRefused(TOKEN_EXPIRED, () -> introspect(made.getSecret()));
  }

  @Test
  void call_withARevokedToken_isRefusedFromTheAnswerOn() {
    var made = create("ci", "auth.read");
    list(made.getSecret());
    assertThat(revoke("ci").hasRevokeTime()).isTrue();
    assertRefused(TOKEN_REVOKED, () -> list(made.getSecret()));
    assertRefused(TOKEN_REVOKED, () -> introspect(made.getSecret()));
    auth.close();
    auth = new AuthServer(folder);
    assertRefused(TOKEN_REVOKED, () -> list(made.getSecret()));
  }

  @Test
  void call_withAMissingScope_isRefused() {
    String reader = create("reader", "auth.read").getSecret();
    list(reader);
    assertThat(
            assertRefused(
                GRANT_MISSING, () -> auth.as(reader).createToken(wish("x", "auth.read").build())))
        .contains("auth.admin");
    assertRefused(GRANT_MISSING, () -> list(create("worker", "board.read").getSecret()));
    assertRefused(
        SERVICES_ONLY, () -> auth.asOwner().introspect(introspectRequest(auth.file("token"))));
  }

  @Test
  void rotate_endsTheOldSecretAtOnce() {
    var made = create("ci", "auth.read");
    var rotated = rotate("ci");
    assertRefused(TOKEN_INVALID, () -> list(made.getSecret()));
    list(rotated.getSecret());
    assertThat(rotated.getToken().getEtag()).isEqualTo("2");
  }

  @Test
  void create_repeatedWithItsRequestId_showsNoSecretAgain() {
    var request = wish("ci", "board.read").setRequestId("r1").build();
    var _ = auth.asOwner().createToken(request);
    assertRefused(SECRET_NOT_REPEATED, () -> auth.asOwner().createToken(request));
  }

  static Stream<CreateTokenRequest.Builder> badWishes() {
    return Stream.of(
        wish("", "board.read"),
        wish("Upper", "board.read"),
        wish("a\0b", "board.read"),
        wish("x".repeat(64), "board.read"),
        wish("owner", "board.read"),
        wish("board", "board.read"),
        wish("tok_aaaaaaaaaaaa", "board.read"),
        CreateTokenRequest.newBuilder().setName("ci"),
        wish("ci", ""),
        wish("ci", "board"),
        wish("ci", "board.read\0"),
        wish("ci", "board." + "x".repeat(64)),
        wish("ci", "board.read").addGrants(grant("/boards")),
        wish("ci", "board.read").addGrants(grant("boards//ops")),
        wish("ci", "board.read").addGrants(grant("boards/ops/")),
        wish("ci", "board.read").addGrants(grant("boards/o s")),
        wish("ci", "board.read").addGrants(grant("boards/\0")),
        wish("ci", "board.read").addGrants(grant("b".repeat(257))),
        wish("ci", "board.read").setLifetime(Duration.newBuilder().setSeconds(59)),
        wish("ci", "board.read").setLifetime(Duration.newBuilder().setSeconds(3_650L * 86_400 + 1)),
        wish("ci", "board.read").setLimits(Limits.newBuilder().setPerMinute(-1)),
        wish("ci", "board.read").setLimits(Limits.newBuilder().setPerMinute(1_000_001)),
        wish("ci", "board.read").setLimits(Limits.newBuilder().setPerDay(100_000_001)));
  }

  private static Grant grant(String resource) {
    return Grant.newBuilder().setScope("board.read").setResource(resource).build();
  }

  @ParameterizedTest
  @MethodSource("badWishes")
  void create_outOfBounds_isRefused(CreateTokenRequest.Builder wish) {
    assertRefused(INVALID_ARGUMENT, () -> auth.asOwner().createToken(wish.build()));
  }

  @Test
  void revoke_whatIsNoTokensName_doesNotEchoIt() {
    String secret = create("ci", "board.read").getSecret();
    assertThat(assertRefused(INVALID_ARGUMENT, () -> revoke(secret))).doesNotContain("gzt_");
    assertRefused(TOKEN_NOT_FOUND, () -> revoke("unknown"));
    assertThat(audit())
        .anySatisfy(entry -> {
          assertThat(entry.getAction()).isEqualTo("token.revoke.refused");
          assertThat(entry.getSubject()).isEqualTo("unknown");
          assertThat(entry.getDetail()).isEqualTo("TOKEN_NOT_FOUND");
        });
  }

  @Test
  void create_moreThanHeld_isRefusedAndAudited() {
    String admin = create("admin", "auth.*").getSecret();
    var wish = wish("x", "board.read").setLimits(Limits.newBuilder().setPerMinute(1)).build();
    assertRefused(GRANT_NOT_HELD, () -> auth.as(admin).createToken(wish));
    assertThat(audit().getFirst().getAction()).isEqualTo("token.create.refused");
    assertThat(audit().getFirst().getActor()).isEqualTo("admin");
  }

  @Test
  void recover_byTheFileOfTheHome_replacesTheOwnersToken() {
    String before = auth.file("token");
    String recovery = auth.file("recovery");
    assertRefused(RECOVERY_REFUSED, () -> recover("gzr_wrong"));
    var issued = recover(recovery);
    assertThat(issued.getToken().getOwner()).isTrue();
    assertRefused(TOKEN_REVOKED, () -> list(before));
    list(issued.getSecret());
    assertRefused(RECOVERY_REFUSED, () -> recover(recovery));
    assertThat(
            auth.server()
                .with(issued.getSecret(), AuditServiceGrpc::newBlockingStub)
                .listAuditEntries(ListAuditEntriesRequest.getDefaultInstance())
                .getEntriesList())
        .extracting(AuditEntry::getAction)
        .contains("token.recovered", "token.recover.refused", "token.revoked", "token.refused");
  }

  @Test
  void introspect_tellsWhoPresentsASecret() {
    var made = create("ci", "board.read");
    var found = auth.asService().introspect(introspectRequest(made.getSecret()));
    assertThat(found.getTokenId()).isEqualTo(made.getToken().getId());
    assertThat(found.getActor()).isEqualTo("ci");
    assertThat(found.getLimits())
        .isEqualTo(Limits.newBuilder().setPerMinute(60).setPerDay(1_000).build());
    var owner = auth.asService().introspect(introspectRequest(auth.file("token")));
    assertThat(owner.getActor()).isEqualTo("owner");
    assertThat(owner.getGrantsList()).containsExactly(Grant.newBuilder().setScope("*").build());
  }

  @Test
  void list_pagesNewestFirst_withLastUses() {
    for (int i = 0; i < 5; i++) {
      create("t" + i, "board.read");
    }
    var request = ListTokensRequest.newBuilder().setPageSize(4).build();
    var first = auth.asOwner().listTokens(request);
    var second =
        auth.asOwner()
            .listTokens(request.toBuilder().setPageToken(first.getNextPageToken()).build());
    assertThat(first.getTokensCount() + second.getTokensCount()).isEqualTo(6);
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(Stream.of(first, second).flatMap(page -> page.getTokensList().stream()))
        .filteredOn(dev.gazette.proto.auth.v1.Token::getOwner)
        .singleElement()
        .satisfies(owner -> assertThat(owner.hasLastUseTime()).isTrue());
  }

  @Test
  void recordUse_isKept_andBadOnesAreRefused() {
    var made = create("ci", "board.read").getToken();
    var use =
        RecordUseRequest.Use.newBuilder().setTokenId(made.getId()).setTime(made.getCreateTime());
    var _ = auth.asService().recordUse(RecordUseRequest.newBuilder().addUses(use).build());
    assertThat(revoke("ci").getLastUseTime()).isEqualTo(made.getCreateTime());
    assertRefused(
        INVALID_ARGUMENT, () -> auth.asService().recordUse(RecordUseRequest.getDefaultInstance()));
    assertRefused(
        INVALID_ARGUMENT,
        () ->
            auth.asService()
                .recordUse(RecordUseRequest.newBuilder().addUses(use.clone().clearTime()).build()));
  }

  @Test
  void watchRevocations_tellsWhatEndedAndThenEachAtOnce() {
    var before = revoke(create("a", "board.read").getToken().getId());
    var stream =
        auth.asService()
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .watchRevocations(WatchRevocationsRequest.getDefaultInstance());
    assertThat(stream.next().getTokenIdsList()).containsExactly(before.getId());
    assertThat(stream.next().getTokenIdsList()).as("a beat").isEmpty();
    var made = create("b", "board.read").getToken();
    long start = System.nanoTime();
    rotate("b");
    var ended = stream.next();
    while (ended.getTokenIdsCount() == 0) {
      ended = stream.next();
    }
    assertThat(ended.getTokenIdsList()).containsExactly(made.getId());
    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
  }

  @Test
  void secrets_areInNoFileButTheirOwn() throws Exception {
    String owner = auth.file("token");
    var made = create("ci", "board.read");
    var rotated = rotate("ci");
    String recovery = auth.file("recovery");
    var recovered = recover(recovery);
    assertRefused(TOKEN_REVOKED, () -> list(owner));
    assertRefused(RECOVERY_REFUSED, () -> recover(recovery));
    var secrets =
        List.of(owner, made.getSecret(), rotated.getSecret(), recovery, recovered.getSecret());
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("token")) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(secrets);
        }
      }
    }
  }
}
