package dev.gazette.cli.frame;

import com.google.protobuf.Message;
import dev.gazette.cli.connect.Connection;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.output.Nearest;
import dev.gazette.proto.auth.v1.ListTokensRequest;
import dev.gazette.proto.auth.v1.Token;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
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
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Adds the nearest right name to a refusal of a wrong one, by asking the service for its names.
/// Where that fails too, the refusal stays as it is.
final class NearestNames {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int NAMES = 1000;

  private final Connection connection;

  private NearestNames(Connection connection) {
    this.connection = connection;
  }

  static Failure improve(Failure failure, Message request, Connection connection) {
    try {
      String hint = new NearestNames(connection).hint(failure.reason(), request);
      return hint.isEmpty() ? failure : failure.adding(hint.strip());
    } catch (Failure _) {
      return failure;
    }
  }

  private String hint(String reason, Message request) {
    return switch (reason) {
      case "BOARD_NOT_FOUND" -> Nearest.hint(boardOf(request), boards());
      case "CARD_NOT_FOUND" -> cardHint(named(request, "card"));
      case "COLUMN_NOT_FOUND" -> Nearest.hint(columnOf(request), columns(boardOf(request)));
      case "REPOSITORY_NOT_FOUND" -> Nearest.hint(named(request, "repository"), repositories());
      case "TOKEN_NOT_FOUND" -> Nearest.hint(named(request, "token"), tokens());
      case "MODEL_NOT_FOUND" -> Nearest.hint(modelOf(request), models());
      default -> "";
    };
  }

  private String cardHint(String card) {
    String key = keyOf(card);
    var boards = boards();
    if (!boards.contains(key)) {
      return Nearest.of(key, boards)
          .map(board ->
              " Did you mean "
                  + board.toUpperCase(Locale.ROOT)
                  + card.substring(Math.max(0, card.lastIndexOf('-')))
                  + "?")
          .orElse("");
    }
    return Nearest.hint(card, cards(key));
  }

  private List<String> boards() {
    return connection
        .call(
            BoardServiceGrpc.getListBoardsMethod(),
            ListBoardsRequest.newBuilder().setPageSize(NAMES).build(),
            PATIENCE)
        .getBoardsList()
        .stream()
        .map(Board::getId)
        .toList();
  }

  private List<String> cards(String board) {
    return connection
        .call(
            CardServiceGrpc.getListCardsMethod(),
            ListCardsRequest.newBuilder().setBoardId(board).setPageSize(NAMES).build(),
            PATIENCE)
        .getCardsList()
        .stream()
        .map(Card::getId)
        .toList();
  }

  private List<String> columns(String board) {
    return connection
        .call(
            BoardServiceGrpc.getGetBoardMethod(),
            GetBoardRequest.newBuilder().setBoardId(board).build(),
            PATIENCE)
        .getColumnsList()
        .stream()
        .map(Column::getId)
        .toList();
  }

  private List<String> repositories() {
    return connection
        .call(
            RepositoryServiceGrpc.getListRepositoriesMethod(),
            ListRepositoriesRequest.newBuilder().setPageSize(NAMES).build(),
            PATIENCE)
        .getRepositoriesList()
        .stream()
        .map(Repository::getId)
        .toList();
  }

  private List<String> tokens() {
    return connection
        .call(
            TokenServiceGrpc.getListTokensMethod(),
            ListTokensRequest.newBuilder().setPageSize(NAMES).build(),
            PATIENCE)
        .getTokensList()
        .stream()
        .map(Token::getName)
        .toList();
  }

  private List<String> models() {
    return connection
        .call(
            ChatServiceGrpc.getListModelsMethod(), ListModelsRequest.getDefaultInstance(), PATIENCE)
        .getModelsList()
        .stream()
        .map(Model::getName)
        .toList();
  }

  private static String boardOf(Message request) {
    String board = named(request, "board");
    return board.isEmpty() ? keyOf(named(request, "card")) : board;
  }

  private static String columnOf(Message request) {
    String column = text(request, "column_id");
    return column.isEmpty() ? text(within(request, "card"), "column_id") : column;
  }

  private static String modelOf(Message request) {
    String model = text(request, "model");
    return model.isEmpty() ? text(within(request, "chat"), "model") : model;
  }

  /// The id that a request names a thing by: `card_id`, or `card.id`.
  private static String named(Message request, String thing) {
    String id = text(request, thing + "_id");
    return id.isEmpty() ? text(within(request, thing), "id") : id;
  }

  private static Message within(Message request, String name) {
    var field = request.getDescriptorForType().findFieldByName(name);
    return field != null && request.getField(field) instanceof Message nested ? nested : request;
  }

  private static String text(Message message, String name) {
    var field = message.getDescriptorForType().findFieldByName(name);
    return field != null && message.getField(field) instanceof String text ? text : "";
  }

  /// The key of a numbered id, as the protos write it: what comes before its last hyphen.
  private static String keyOf(String card) {
    int hyphen = card.lastIndexOf('-');
    return (hyphen < 0 ? card : card.substring(0, hyphen)).toLowerCase(Locale.ROOT);
  }
}
