package dev.gazette.board.child;

import static dev.gazette.board.error.BoardReason.LEASE_LOST;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.SERVICES_ONLY;
import static dev.gazette.platform.error.PlatformReason.TOKEN_EXPIRED;
import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.card.BoardServer;
import dev.gazette.platform.access.TokenSecret;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc.ChildTokenServiceBlockingStub;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CommentServiceGrpc;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.CreateChildTokenRequest;
import dev.gazette.proto.board.v1.CreateCommentRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.IntrospectChildTokenRequest;
import dev.gazette.proto.common.v1.Grant;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildTokenGrpcServiceTest {

  @TempDir Path folder;
  private BoardServer board;
  private String ada = TokenSecret.generate(new Random(1)).text();

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    board.createBoard("ops");
    board.createBoard("dev");
    ada = board.server().token("ada", "board.*@boards/ops");
    for (String title : new String[] {"One", "Two"}) {
      var _ =
          cards(ada)
              .createCard(
                  CreateCardRequest.newBuilder()
                      .setBoardId("ops")
                      .setCard(Card.newBuilder().setTitle(title))
                      .build());
    }
    var _ = cards(ada).claimCard(ClaimCardRequest.newBuilder().setCardId("OPS-1").build());
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private CardServiceBlockingStub cards(String secret) {
    return board.server().with(secret, CardServiceGrpc::newBlockingStub);
  }

  private ChildTokenServiceBlockingStub children(String secret) {
    return board.server().with(secret, ChildTokenServiceGrpc::newBlockingStub);
  }

  private static CreateChildTokenRequest wish(String scope, String resource) {
    return CreateChildTokenRequest.newBuilder()
        .setCardId("OPS-1")
        .setEpoch(1)
        .addGrants(Grant.newBuilder().setScope(scope).setResource(resource))
        .build();
  }

  private String child() {
    return children(ada).createChildToken(wish("board.work", "boards/ops")).getSecret();
  }

  private String comment(String secret) {
    return board
        .server()
        .with(secret, CommentServiceGrpc::newBlockingStub)
        .createComment(CreateCommentRequest.newBuilder().setCardId("OPS-1").setText("hm").build())
        .getAuthor();
  }

  private void complete(String secret) {
    var _ =
        cards(secret)
            .completeCard(CompleteCardRequest.newBuilder().setCardId("OPS-1").setEpoch(1).build());
  }

  @Test
  void child_doesWhatItMay_inItsOwnName_andNoMore() {
    String child = child();
    assertThat(comment(child)).isEqualTo("ada/OPS-1.1");
    assertRefused(
        GRANT_MISSING,
        () -> cards(child).getCard(GetCardRequest.newBuilder().setCardId("OPS-1").build()));
    assertRefused(
        GRANT_MISSING, () -> children(child).createChildToken(wish("board.read", "boards/ops")));
  }

  @Test
  void child_outlivingItsLease_isRefused() {
    String child = child();
    complete(child);
    assertRefused(TOKEN_EXPIRED, () -> comment(child));
    assertRefused(LEASE_LOST, this::child);
    var request = IntrospectChildTokenRequest.newBuilder().setSecret(child).build();
    var asked = board.server().asService(ChildTokenServiceGrpc::newBlockingStub);
    assertRefused(TOKEN_EXPIRED, () -> asked.introspectChildToken(request));
  }

  @Test
  void introspect_isForServices() {
    var request = IntrospectChildTokenRequest.newBuilder().setSecret(child()).build();
    var told =
        board
            .server()
            .asService(ChildTokenServiceGrpc::newBlockingStub)
            .introspectChildToken(request);
    assertThat(told.getActor()).isEqualTo("ada/OPS-1.1");
    assertThat(told.getGrants(0).getResource()).isEqualTo("boards/ops");
    assertRefused(SERVICES_ONLY, () -> children(ada).introspectChildToken(request));
  }

  @Test
  void create_moreThanIsHeld_isRefused() {
    assertRefused(
        GRANT_MISSING, () -> children(ada).createChildToken(wish("board.work", "boards/dev")));
    assertRefused(GRANT_MISSING, () -> children(ada).createChildToken(wish("board.read", "")));
    assertRefused(GRANT_MISSING, () -> children(ada).createChildToken(wish("*", "boards/ops")));
    assertRefused(INVALID_ARGUMENT, () -> children(ada).createChildToken(wish("", "boards/ops")));
  }

  @Test
  void token_thatNobodySigned_isRefused() {
    String child = child();
    char last = child.charAt(40);
    String flipped = child.substring(0, 40) + (last == 'A' ? 'B' : 'A') + child.substring(41);
    for (String secret : new String[] {flipped, "gzc_", "gzc_x", "gzc_" + "A".repeat(5_000)}) {
      assertRefused(TOKEN_INVALID, () -> comment(secret));
    }
  }
}
