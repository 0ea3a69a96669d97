package dev.gazette.platform.grpc;

import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.METHOD_UNKNOWN;
import static dev.gazette.platform.error.PlatformReason.REQUEST_ID_REUSED;
import static dev.gazette.platform.error.PlatformReason.SECRET_NOT_REPEATED;
import static dev.gazette.platform.error.PlatformReason.SERVICES_ONLY;
import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;
import static dev.gazette.platform.error.PlatformReason.TOKEN_MISSING;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.testkit.TestServer;
import dev.gazette.proto.auth.v1.CreateTokenRequest;
import dev.gazette.proto.auth.v1.IntrospectRequest;
import dev.gazette.proto.auth.v1.Introspection;
import dev.gazette.proto.auth.v1.IssuedToken;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every call passes through, seen from outside, on two small services whose writes count
/// themselves.
final class CallChainTest {

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server =
        new TestServer(
            "board",
            folder,
            kit -> List.of(new CountingCards(kit.calls()), new CountingTokens(kit.calls())));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static final class CountingCards extends CardServiceGrpc.CardServiceImplBase {
    private final Calls calls;

    CountingCards(Calls calls) {
      this.calls = calls;
    }

    @Override
    public void createCard(CreateCardRequest request, StreamObserver<Card> observer) {
      var actor = Calls.actor();
      calls.write(
          observer,
          Card.parser(),
          transaction -> {
            transaction.append(
                actor, new NewEvent("card.created", Lane.BUSINESS, "boards/ops", Payload.empty()));
            long count = transaction.session().sql("SELECT COUNT(*) FROM event").number();
            return Card.newBuilder().setId("OPS-" + count).setCreatedBy(actor.name()).build();
          });
    }

    @Override
    public void getCard(GetCardRequest request, StreamObserver<Card> observer) {
      throw new IllegalStateException("secret detail");
    }
  }

  private static final class CountingTokens extends TokenServiceGrpc.TokenServiceImplBase {
    private final Calls calls;

    CountingTokens(Calls calls) {
      this.calls = calls;
    }

    @Override
    public void createToken(CreateTokenRequest request, StreamObserver<IssuedToken> observer) {
      calls.write(
          observer,
          IssuedToken.parser(),
          _ -> IssuedToken.newBuilder().setSecret("gzt_hidden").build());
    }

    @Override
    public void introspect(IntrospectRequest request, StreamObserver<Introspection> observer) {
      calls.read(observer, _ -> Introspection.getDefaultInstance());
    }
  }

  private static CreateCardRequest card(String board, String requestId) {
    return CreateCardRequest.newBuilder().setBoardId(board).setRequestId(requestId).build();
  }

  private Card create(String secret, String board, String requestId) {
    return server.with(secret, CardServiceGrpc::newBlockingStub).createCard(card(board, requestId));
  }

  @Test
  void call_withoutToken_isRefused() {
    assertRefused(
        TOKEN_MISSING,
        () -> server.anonymous(CardServiceGrpc::newBlockingStub).createCard(card("ops", "")));
  }

  @Test
  void call_withAnUnknownToken_isRefused() {
    assertRefused(TOKEN_INVALID, () -> create("gzt_nobody", "ops", ""));
  }

  @Test
  void call_outsideTheGrant_isRefusedByNameOfScopeAndResource() {
    String token = server.token("agent", "board.write@boards/ops");
    assertThat(create(token, "ops", "").getCreatedBy()).isEqualTo("agent");
    assertThat(assertRefused(GRANT_MISSING, () -> create(token, "opsx", "")))
        .contains("board.write", "boards/opsx");
    assertRefused(GRANT_MISSING, () -> create(server.token("reader", "board.read"), "ops", ""));
  }

  @Test
  void call_meantForServices_isRefusedEvenToTheOwner() {
    var request = IntrospectRequest.getDefaultInstance();
    assertRefused(
        SERVICES_ONLY, () -> server.asOwner(TokenServiceGrpc::newBlockingStub).introspect(request));
    assertThat(server.asService(TokenServiceGrpc::newBlockingStub).introspect(request)).isNotNull();
  }

  @Test
  void write_repeatedUnderOneRequestId_isDoneOnce() {
    String token = server.token("agent", "*");
    var first = create(token, "ops", "r1");
    assertThat(create(token, "ops", "r1")).isEqualTo(first);
    assertThat(create(token, "ops", "r2")).isNotEqualTo(first);
    assertThat(create(server.token("other", "*"), "ops", "r1"))
        .as("another caller's id")
        .isNotEqualTo(first);
  }

  @Test
  void write_otherContentUnderOneRequestId_isRefused() {
    String token = server.token("agent", "*");
    create(token, "ops", "r1");
    assertRefused(REQUEST_ID_REUSED, () -> create(token, "dev", "r1"));
  }

  @Test
  void write_whoseAnswerHoldsASecret_isNotRepeated() {
    var tokens = server.asOwner(TokenServiceGrpc::newBlockingStub);
    var request = CreateTokenRequest.newBuilder().setName("a").setRequestId("r1").build();
    assertThat(tokens.createToken(request).getSecret()).isEqualTo("gzt_hidden");
    assertThat(assertRefused(SECRET_NOT_REPEATED, () -> tokens.createToken(request)))
        .contains("rotate");
  }

  @Test
  void requestId_overlong_isRefused() {
    assertRefused(
        INVALID_ARGUMENT, () -> create(server.token("agent", "*"), "ops", "r".repeat(65)));
  }

  @Test
  void fault_isLoggedAndNeverShown() {
    var cards = server.asOwner(CardServiceGrpc::newBlockingStub);
    assertThatThrownBy(() -> cards.getCard(GetCardRequest.getDefaultInstance()))
        .hasMessageContaining("by a fault of Gazette's")
        .hasMessageNotContaining("secret detail");
  }

  @Test
  void method_thatIsNotThere_saysSo() {
    var cards = server.asOwner(CardServiceGrpc::newBlockingStub);
    assertRefused(METHOD_UNKNOWN, () -> cards.claimCard(ClaimCardRequest.getDefaultInstance()));
  }
}
