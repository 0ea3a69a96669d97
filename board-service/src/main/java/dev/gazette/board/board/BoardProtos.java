package dev.gazette.board.board;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.util.Timestamps;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.CreateBoardRequest;
import dev.gazette.proto.board.v1.UpdateBoardRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Boards between the wire and the operations.
public final class BoardProtos {

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_COLUMN_TITLE = 100;
  private static final int LONGEST_DESCRIPTION = 10_000;
  private static final int LONGEST_ASSIGNEE = 100;
  private static final int LARGEST_LIMIT = 100_000;
  private static final Set<String> CHANGEABLE =
      Set.of("title", "description", "default_assignee", "columns");

  private BoardProtos() {}

  static void checkCreate(CreateBoardRequest request) {
    String id = request.getBoard().getId();
    if (!id.isEmpty() && !id.equals(request.getBoardId())) {
      throw INVALID_ARGUMENT.because(
          "board.id is %s and board_id is %s; leave the first empty.", id, request.getBoardId());
    }
  }

  static Boards.Change change(UpdateBoardRequest request) {
    var board = request.getBoard();
    var mask = Masks.require(request.getUpdateMask(), CHANGEABLE);
    return new Boards.Change(
        mask.contains("title") ? Optional.of(title(board)) : Optional.empty(),
        mask.contains("description") ? Optional.of(description(board)) : Optional.empty(),
        mask.contains("default_assignee") ? Optional.of(defaultAssignee(board)) : Optional.empty(),
        mask.contains("columns") ? Optional.of(columns(board)) : Optional.empty(),
        board.getEtag());
  }

  /// The title that a request gives.
  public static String title(dev.gazette.proto.board.v1.Board board) {
    return Fields.line("board.title", board.getTitle(), LONGEST_TITLE);
  }

  /// The description that a request gives.
  public static String description(dev.gazette.proto.board.v1.Board board) {
    return Fields.text("board.description", board.getDescription(), LONGEST_DESCRIPTION);
  }

  /// The default assignee that a request gives.
  public static String defaultAssignee(dev.gazette.proto.board.v1.Board board) {
    return Fields.line("board.default_assignee", board.getDefaultAssignee(), LONGEST_ASSIGNEE);
  }

  /// The columns that a request gives; may be none.
  public static List<Column> columns(dev.gazette.proto.board.v1.Board board) {
    return board.getColumnsList().stream().map(BoardProtos::column).toList();
  }

  private static Column column(dev.gazette.proto.board.v1.Column column) {
    var id = new ColumnId(column.getId());
    String title = Fields.line("columns.title", column.getTitle(), LONGEST_COLUMN_TITLE);
    return new Column(
        id,
        title.isEmpty() ? id.value() : title,
        States.parse("columns.state of " + id, column.getState()),
        (int) Fields.within("columns.wip_limit", column.getWipLimit(), 0, LARGEST_LIMIT));
  }

  /// A board for the wire.
  ///
  /// @param counts how many cards each column holds
  public static dev.gazette.proto.board.v1.Board render(
      Board board, Map<ColumnId, Integer> counts) {
    var rendered =
        dev.gazette.proto.board.v1.Board.newBuilder()
            .setId(board.id().value())
            .setTitle(board.title())
            .setDescription(board.description())
            .setDefaultAssignee(board.defaultAssignee())
            .setCreateTime(Timestamps.fromMillis(board.createTime().toEpochMilli()))
            .setUpdateTime(Timestamps.fromMillis(board.updateTime().toEpochMilli()))
            .setEtag(board.etag());
    board
        .columns()
        .forEach(
            column -> rendered.addColumns(render(column, counts.getOrDefault(column.id(), 0))));
    render(board.removal(), rendered);
    return rendered.build();
  }

  private static void render(
      @Nullable Removal removal, dev.gazette.proto.board.v1.Board.Builder rendered) {
    if (removal != null) {
      rendered
          .setRemovedBy(removal.by())
          .setRemoveTime(Timestamps.fromMillis(removal.removeTime().toEpochMilli()));
      var purge = removal.purgeTime();
      if (purge != null) {
        rendered.setPurgeTime(Timestamps.fromMillis(purge.toEpochMilli()));
      }
    }
  }

  private static dev.gazette.proto.board.v1.Column render(Column column, int cards) {
    return dev.gazette.proto.board.v1.Column.newBuilder()
        .setId(column.id().value())
        .setTitle(column.title())
        .setState(States.render(column.state()))
        .setWipLimit(column.wipLimit())
        .setCardCount(cards)
        .build();
  }
}
