package dev.gazette.auth.token;

import static dev.gazette.auth.error.AuthReason.GRANT_NOT_HELD;
import static dev.gazette.auth.error.AuthReason.TOKENS_FULL;
import static dev.gazette.auth.error.AuthReason.TOKEN_ENDED;
import static dev.gazette.auth.error.AuthReason.TOKEN_NAME_TAKEN;
import static dev.gazette.auth.error.AuthReason.TOKEN_NOT_FOUND;
import static dev.gazette.auth.token.Samples.OWNER;
import static dev.gazette.auth.token.Samples.OWNER_CALLER;
import static dev.gazette.auth.token.Samples.caller;
import static dev.gazette.auth.token.Samples.limited;
import static dev.gazette.auth.token.Samples.living;
import static dev.gazette.auth.token.Samples.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.access.TokenSecret;
import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokensTest {

  private final TestStore store = TestStore.memory("auth");
  private final Tokens tokens = new Tokens(Samples.hasher(), 5);

  @AfterEach
  void close() {
    store.close();
  }

  private Issued create(NewToken wish) {
    return create(OWNER_CALLER, wish);
  }

  private Issued create(Caller maker, NewToken wish) {
    return store.write(transaction -> tokens.create(transaction, OWNER, maker, wish));
  }

  private Token revoke(Caller caller, String ref) {
    return store.write(
        transaction -> tokens.revoke(transaction, OWNER, caller, TokenRef.parse(ref)));
  }

  private Issued rotate(Caller caller, String ref) {
    return store.write(
        transaction -> tokens.rotate(transaction, OWNER, caller, TokenRef.parse(ref)));
  }

  private Token read(TokenId id) {
    return store.read(session -> TokenStore.find(session, new TokenRef.ById(id)).orElseThrow());
  }

  private Optional<Issued> createOwner() {
    return store.write(
        transaction -> tokens.createOwner(transaction, OWNER, TokenSecret.generate(new Random(7))));
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @Test
  void create_keepsWhatWasAsked_andTellsNoSecret() {
    var issued =
        create(limited(living(wish("ci", "board.read@boards/ops"), Duration.ofHours(1)), 5, 0));
    var token = issued.token();
    assertThat(read(token.id())).isEqualTo(token);
    assertThat(token.grants()).containsExactly(new Grant("board.read", "boards/ops"));
    assertThat(token.limits()).isEqualTo(new CallLimit(5, 0));
    assertThat(token.expireTime()).isEqualTo(store.clock().instant().plus(1, ChronoUnit.HOURS));
    assertThat(token.hint()).isEqualTo(issued.secret().text().substring(0, 8));
    assertThat(store.events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.kind()).isEqualTo("token.created");
          assertThat(event.subject()).isEqualTo("tokens/" + token.id());
          assertThat(event.payload())
              .contains("\"name\":\"ci\"", "\"scope\":\"board.read\"", "\"per_minute\":5")
              .doesNotContain(issued.secret().text());
        });
  }

  @Test
  void create_withoutLimits_getsTheDefaults() {
    assertThat(create(wish("ci", "board.read")).token().limits()).isEqualTo(CallLimit.DEFAULT);
  }

  @Test
  void create_byALimitedMaker_getsNoMoreThanItsOwn() {
    var maker = caller(new CallLimit(10, 0), "*");
    assertThat(create(maker, wish("ci", "board.read")).token().limits())
        .isEqualTo(new CallLimit(10, 1_000));
    assertRefused(GRANT_NOT_HELD, () -> create(maker, limited(wish("b", "board.read"), 11, 1)));
    assertRefused(GRANT_NOT_HELD, () -> create(maker, limited(wish("b", "board.read"), 0, 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "board.read,            board.write",
    "board.read,            board.*",
    "board.*,               *",
    "board.read@boards/ops, board.read",
    "board.read@boards/ops, board.read@boards",
    "board.read@boards/ops, board.read@boards/opsy",
    "board.*@boards/ops,    board.read@boards/dev",
  })
  void create_moreThanTheMakerHolds_isRefused(String held, String wanted) {
    assertRefused(GRANT_NOT_HELD, () -> create(caller(CallLimit.NONE, held), wish("ci", wanted)));
    assertThat(store.events()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "*,                     board.read@boards/ops",
    "board.*,               board.*",
    "board.*,               board.write@boards/ops",
    "board.read@boards/ops, board.read@boards/ops/cards/OPS-1",
  })
  void create_whatTheMakerHolds_isMade(String held, String wanted) {
    create(caller(CallLimit.NONE, held), wish("ci", wanted));
    assertThat(store.eventKinds()).containsExactly("token.created");
  }

  @Test
  void create_thatOutlivesItsMaker_isRefused() {
    var end = store.clock().instant().plus(1, ChronoUnit.HOURS);
    var maker = new Caller("t", "t", Caller.Kind.TOKEN, List.of(Grant.ALL), CallLimit.NONE, end);
    var wish = wish("ci", "board.read");
    assertRefused(GRANT_NOT_HELD, () -> create(maker, wish));
    assertRefused(GRANT_NOT_HELD, () -> create(maker, living(wish, Duration.ofHours(2))));
    create(maker, living(wish, Duration.ofHours(1)));
  }

  @Test
  void create_nameOfALivingToken_isRefused() {
    create(wish("ci", "board.read"));
    assertRefused(TOKEN_NAME_TAKEN, () -> create(wish("ci", "board.read")));
  }

  @Test
  void create_nameOfALapsedToken_revokesThatOne() {
    var old = create(living(wish("ci", "board.read"), Duration.ofMinutes(1)));
    store.clock().advance(Duration.ofMinutes(1));
    var fresh = create(wish("ci", "board.read"));
    assertThat(fresh.ended()).extracting(Token::id).containsExactly(old.token().id());
    assertThat(store.eventKinds())
        .containsExactly("token.created", "token.revoked", "token.created");
  }

  @Test
  void create_beyondTheBound_forgetsTheFirstThatEnded() {
    var first = create(wish("t0", "board.read")).token();
    for (int i = 1; i < 5; i++) {
      create(wish("t" + i, "board.read"));
    }
    assertRefused(TOKENS_FULL, () -> create(wish("t5", "board.read")));
    revoke(OWNER_CALLER, "t0");
    var made = create(wish("t5", "board.read"));
    assertThat(made.forgotten().map(Token::id)).contains(first.id());
    assertThat(store.eventKinds()).contains("token.forgotten");
    assertRefused(TOKEN_NOT_FOUND, () -> revoke(OWNER_CALLER, first.id().value()));
  }

  @Test
  void revoke_twice_changesNothingMore() {
    create(wish("ci", "board.read"));
    var revoked = revoke(OWNER_CALLER, "ci");
    store.clock().advance(Duration.ofMinutes(1));
    assertThat(revoke(OWNER_CALLER, revoked.id().value())).isEqualTo(revoked);
    assertThat(store.eventKinds()).containsExactly("token.created", "token.revoked");
    assertRefused(TOKEN_NOT_FOUND, () -> revoke(OWNER_CALLER, "ci"));
    create(wish("ci", "board.read"));
  }

  @Test
  void rotate_givesAnotherSecret_andKeepsTheRest() {
    var made = create(wish("ci", "board.read"));
    store.clock().advance(Duration.ofMinutes(1));
    var rotated = rotate(OWNER_CALLER, "ci");
    assertThat(rotated.secret()).isNotEqualTo(made.secret());
    assertThat(rotated.token().id()).isEqualTo(made.token().id());
    assertThat(rotated.token().revision()).isEqualTo(2);
    assertThat(rotated.token().endTime()).contains(store.clock().instant());
    assertThat(read(made.token().id())).isEqualTo(rotated.token());
  }

  @Test
  void rotate_whatEnded_isRefused() {
    var revoked = create(wish("a", "board.read")).token();
    revoke(OWNER_CALLER, "a");
    assertRefused(TOKEN_ENDED, () -> rotate(OWNER_CALLER, revoked.id().value()));
    create(living(wish("b", "board.read"), Duration.ofMinutes(1)));
    store.clock().advance(Duration.ofMinutes(1));
    assertRefused(TOKEN_ENDED, () -> rotate(OWNER_CALLER, "b"));
  }

  @Test
  void rotateAndRevoke_aStrongerToken_areRefused() {
    var admin = caller(CallLimit.NONE, "auth.*");
    create(wish("strong", "board.read"));
    createOwner();
    assertRefused(GRANT_NOT_HELD, () -> rotate(admin, "strong"));
    assertRefused(GRANT_NOT_HELD, () -> revoke(admin, "strong"));
    assertRefused(GRANT_NOT_HELD, () -> rotate(admin, "owner"));
    assertRefused(GRANT_NOT_HELD, () -> revoke(admin, "owner"));
    var slow = caller(new CallLimit(1, 1), "board.*");
    assertRefused(GRANT_NOT_HELD, () -> rotate(slow, "strong"));
  }

  @Test
  void createOwner_isDoneOnce_alsoAfterItWasRevoked() {
    assertThat(createOwner()).isPresent();
    revoke(OWNER_CALLER, "owner");
    assertThat(createOwner()).isEmpty();
  }

  @Test
  void recover_endsEveryOwnerToken() {
    var first = createOwner().orElseThrow();
    var recovered = store.write(transaction -> tokens.recover(transaction, OWNER));
    assertThat(recovered.ended()).extracting(Token::id).containsExactly(first.token().id());
    assertThat(recovered.token().owner()).isTrue();
    assertThat(recovered.token().caller().kind()).isEqualTo(Caller.Kind.OWNER);
    assertThat(store.eventKinds())
        .containsExactly("token.created", "token.revoked", "token.recovered");
  }

  @Test
  void recordUses_keepsTheLatest_andNoFuture() {
    var id = create(wish("ci", "board.read")).token().id();
    var now = store.clock().instant();
    var uses =
        List.of(
            new TokenUse(id, now.plusSeconds(60)),
            new TokenUse(id, now.minusSeconds(60)),
            new TokenUse(new TokenId("tok_000000000000"), now));
    int news = store.write(transaction -> Tokens.recordUses(transaction, uses));
    assertThat(news).isEqualTo(1);
    assertThat(read(id).lastUseTime()).isEqualTo(now);
    assertThat(store.eventKinds()).containsExactly("token.created");
  }
}
