package dev.gazette.auth.token;

import static dev.gazette.auth.token.Samples.OWNER;
import static dev.gazette.auth.token.Samples.OWNER_CALLER;
import static dev.gazette.auth.token.Samples.living;
import static dev.gazette.auth.token.Samples.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.access.TokenSecret;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the store promises on both databases.
final class TokenStoreTest {

  private final Tokens tokens = new Tokens(Samples.hasher());

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("auth");
  }

  private Token create(TestStore store, NewToken wish) {
    return store
        .write(transaction -> tokens.create(transaction, OWNER, OWNER_CALLER, wish))
        .token();
  }

  private static Optional<Token> find(TestStore store, String ref) {
    return store.read(session -> TokenStore.find(session, TokenRef.parse(ref)));
  }

  private static List<Token> rows(TestStore store, TokenPage page) {
    Instant now = store.clock().instant();
    return store.read(session -> TokenStore.page(session, page, now));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void find_whatWasAdded_isTheSame(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      var wish = living(wish("ci", "board.read@boards/ops", "*"), Duration.ofDays(1));
      var made = create(store, wish);
      assertThat(find(store, "ci")).contains(made);
      assertThat(find(store, "other")).isEmpty();
      assertThat(store.read(TokenStore::count)).isEqualTo(1);
      assertThat(store.read(TokenStore::hasOwner)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void page_goesNewestFirst_withoutGapOrRepeat(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      var made = new ArrayList<TokenId>();
      for (int i = 0; i < 7; i++) {
        made.add(create(store, wish("t" + i, "board.read")).id());
        if (i % 3 == 0) {
          store.clock().advance(Duration.ofSeconds(1));
        }
      }
      var seen = new ArrayList<TokenId>();
      var page = TokenPage.first(false, 2);
      for (var rows = rows(store, page); !rows.isEmpty(); rows = rows(store, page)) {
        rows.forEach(token -> seen.add(token.id()));
        var last = rows.getLast();
        page = new TokenPage(last.createTime().toEpochMilli(), last.id().value(), false, 2);
      }
      assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(made);
      assertThat(seen.getLast()).isEqualTo(made.getFirst());
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void page_leavesOutWhatEnded(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      create(store, living(wish("lapsing", "board.read"), Duration.ofMinutes(1)));
      create(store, wish("revoked", "board.read"));
      create(store, wish("living", "board.read"));
      var ref = TokenRef.parse("revoked");
      store.write(transaction -> tokens.revoke(transaction, OWNER, OWNER_CALLER, ref));
      store.clock().advance(Duration.ofMinutes(1));
      assertThat(rows(store, TokenPage.first(false, 10)))
          .extracting(token -> token.name().value())
          .containsExactly("living");
      assertThat(rows(store, TokenPage.first(true, 10))).hasSize(3);
      Instant now = store.clock().instant();
      Optional<Token> oldest = store.read(session -> TokenStore.oldestEnded(session, now));
      assertThat(oldest.map(token -> token.name().value())).contains("revoked");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void owners_useAndRotation_areKept(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      var secret = TokenSecret.generate(new Random(3));
      var made = store.write(transaction -> tokens.createOwner(transaction, OWNER, secret));
      var use = new TokenUse(made.orElseThrow().token().id(), store.clock().instant());
      store.write(transaction -> Tokens.recordUses(transaction, List.of(use)));
      var ref = TokenRef.parse("owner");
      var rotated =
          store.write(transaction -> tokens.rotate(transaction, OWNER, OWNER_CALLER, ref)).token();
      assertThat(store.read(TokenStore::owners)).containsExactly(rotated);
      assertThat(rotated.lastUseTime()).isEqualTo(use.time());
      assertThat(store.read(TokenStore::hasOwner)).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void remove_takesTheGrantsToo(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      var made = create(store, wish("ci", "board.read"));
      store.write(transaction -> {
        TokenStore.remove(transaction.session(), made.id());
        return made;
      });
      assertThat(store.read(TokenStore::all)).isEmpty();
      long grants = store.read(session -> session.sql("SELECT COUNT(*) FROM token_grant").number());
      assertThat(grants).isZero();
    }
  }
}
