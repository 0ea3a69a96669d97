package dev.gazette.cli.board;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Nearest;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.Column;
import dev.gazette.proto.board.v1.GetBoardRequest;
import dev.gazette.proto.board.v1.UpdateBoardRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists or changes a board's columns.
@Command(
    name = "columns",
    description =
        "Lists a board's columns, after the changes that are given. They are written only if nobody"
            + " changed the board meanwhile.",
    footer = {
      "",
      "Examples:",
      "  gazette board columns ops",
      "  gazette board columns ops --wip review=3",
      "  gazette board columns ops --add later=triage --remove blocked"
    })
final class BoardColumns implements Verb {

  @Parameters(arity = "0..1", paramLabel = "BOARD", description = "The board's id.")
  @Nullable String id;

  @Option(
      names = "--add",
      paramLabel = "ID=STATE[:WIP]",
      description = "Add a column behind the others; may be repeated.")
  List<String> added = List.of();

  @Option(
      names = "--wip",
      paramLabel = "COLUMN=N",
      description = "How many cards a column may hold, 0 for any number; may be repeated.")
  List<String> limits = List.of();

  @Option(
      names = "--remove",
      paramLabel = "COLUMN",
      description = "Remove an empty column; may be repeated.")
  List<String> removed = List.of();

  @Override
  public void run(Session session) {
    var board =
        session.call(
            BoardServiceGrpc.getGetBoardMethod(),
            GetBoardRequest.newBuilder().setBoardId(session.board(id)).build());
    if (!added.isEmpty() || !limits.isEmpty() || !removed.isEmpty()) {
      board =
          session.call(
              BoardServiceGrpc.getUpdateBoardMethod(),
              UpdateBoardRequest.newBuilder()
                  .setBoard(changed(board))
                  .setUpdateMask(FieldMask.newBuilder().addPaths("columns"))
                  .build());
    }
    session.out().list(board.getColumnsList(), "", Column::getId, table());
  }

  private Board changed(Board board) {
    var columns = new ArrayList<>(board.getColumnsList());
    for (String name : removed) {
      columns.remove(indexOf(columns, name));
    }
    for (String limit : limits) {
      int equals = limit.lastIndexOf('=');
      if (equals < 1 || !limit.substring(equals + 1).matches("\\d{1,9}")) {
        throw Failure.usage("--wip %s must be COLUMN=N.", limit);
      }
      int wip = Integer.parseInt(limit.substring(equals + 1));
      columns.set(
          indexOf(columns, limit.substring(0, equals)),
          columns.get(indexOf(columns, limit.substring(0, equals))).toBuilder()
              .setWipLimit(wip)
              .build());
    }
    added.forEach(column -> columns.add(ColumnSpecs.parse("--add", column)));
    return Board.newBuilder()
        .setId(board.getId())
        .setEtag(board.getEtag())
        .addAllColumns(columns)
        .build();
  }

  private static int indexOf(List<Column> columns, String name) {
    var names = columns.stream().map(Column::getId).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw Failure.because(
          Exit.NOT_FOUND,
          "COLUMN_NOT_FOUND",
          "The board has no column %s.%s",
          name,
          Nearest.hint(name, names));
    }
    return index;
  }

  private static Table<Column> table() {
    return new Table<Column>()
        .column("id", Column::getId)
        .column("state", column -> Words.of(column.getState().getValueDescriptor()))
        .column("cards", Column::getCardCount)
        .column("limit", column -> column.getWipLimit() == 0 ? "-" : column.getWipLimit())
        .column("title", Column::getTitle);
  }
}
