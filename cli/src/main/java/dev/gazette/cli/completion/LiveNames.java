package dev.gazette.cli.completion;

import com.google.protobuf.Message;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.output.Words;
import dev.gazette.cli.target.Contexts;
import dev.gazette.proto.auth.v1.ListTokensRequest;
import dev.gazette.proto.auth.v1.Token;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.Column;
import dev.gazette.proto.board.v1.GetBoardRequest;
import dev.gazette.proto.board.v1.ListBoardsRequest;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.governor.v1.ListRepositoriesRequest;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc;
import dev.gazette.proto.inference.v1.ChatServiceGrpc;
import dev.gazette.proto.inference.v1.ListModelsRequest;
import dev.gazette.proto.inference.v1.Model;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// The names that exist now, by the label of the argument that takes them. Nothing, when the
/// service does not answer within a second, or there is no such board any more.
final class LiveNames {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int MOST = 200;

  private final Session session;

  LiveNames(Session session) {
    this.session = session;
  }

  List<String> of(String label) {
    try {
      return switch (label) {
        case "BOARD" -> boards();
        case "CARD" -> cards();
        case "COLUMN" -> columns();
        case "REPO" -> repositories();
        case "TOKEN" -> tokens();
        case "MODEL" -> models();
        case "STATE" -> Words.all(CardState.getDescriptor());
        case "CONTEXT" ->
            Contexts.of(session.around()).all().stream().map(Contexts.Context::name).toList();
        default -> label.contains("|") ? Arrays.asList(label.split("\\|")) : List.of();
      };
    } catch (Failure _) {
      return List.of();
    }
  }

  private List<String> boards() {
    var request = ListBoardsRequest.newBuilder().setPageSize(MOST).build();
    return call(BoardServiceGrpc.getListBoardsMethod(), request).getBoardsList().stream()
        .map(Board::getId)
        .toList();
  }

  private List<String> cards() {
    var request =
        ListCardsRequest.newBuilder().setBoardId(session.chosenBoard()).setPageSize(MOST).build();
    return call(CardServiceGrpc.getListCardsMethod(), request).getCardsList().stream()
        .map(Card::getId)
        .toList();
  }

  private List<String> columns() {
    var request = GetBoardRequest.newBuilder().setBoardId(session.chosenBoard()).build();
    return call(BoardServiceGrpc.getGetBoardMethod(), request).getColumnsList().stream()
        .map(Column::getId)
        .toList();
  }

  private List<String> repositories() {
    var request = ListRepositoriesRequest.newBuilder().setPageSize(MOST).build();
    return call(RepositoryServiceGrpc.getListRepositoriesMethod(), request)
        .getRepositoriesList()
        .stream()
        .map(Repository::getId)
        .toList();
  }

  private List<String> tokens() {
    var request = ListTokensRequest.newBuilder().setPageSize(MOST).build();
    return call(TokenServiceGrpc.getListTokensMethod(), request).getTokensList().stream()
        .map(Token::getName)
        .toList();
  }

  private List<String> models() {
    return call(ChatServiceGrpc.getListModelsMethod(), ListModelsRequest.getDefaultInstance())
        .getModelsList()
        .stream()
        .map(Model::getName)
        .toList();
  }

  private <Q extends Message, A> A call(MethodDescriptor<Q, A> method, Q request) {
    return session.connection().call(method, request, PATIENCE);
  }
}
