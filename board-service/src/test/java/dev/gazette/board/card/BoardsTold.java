package dev.gazette.board.card;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.gazette.board.board.Board;
import dev.gazette.board.board.BoardId;
import dev.gazette.platform.event.Event;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The boards of a simulated house as the event log tells them: what they are called, what their
/// columns hold, and which lie in the trash. Nobody who reads boards finds anything else.
final class BoardsTold {

  private final Map<BoardId, Told> boards = new TreeMap<>(Comparator.comparing(BoardId::value));
  private final Set<BoardId> removed = new HashSet<>();
  private final Set<BoardId> gone = new HashSet<>();

  /// What a board says of itself.
  private record Told(
      String title, String description, String defaultAssignee, Map<String, Integer> columns) {

    static Told of(Board board) {
      return new Told(
          board.title(),
          board.description(),
          board.defaultAssignee(),
          board.columns().stream()
              .collect(Collectors.toMap(it -> it.id().value(), it -> it.wipLimit())));
    }

    Told and(Map<String, Value> fields) {
      return new Told(
          fields.containsKey("title") ? fields.get("title").getStringValue() : title,
          fields.containsKey("description")
              ? fields.get("description").getStringValue()
              : description,
          fields.containsKey("default_assignee")
              ? fields.get("default_assignee").getStringValue()
              : defaultAssignee,
          fields.containsKey("columns")
              ? fields.get("columns").getListValue().getValuesList().stream()
                  .map(Value::getStructValue)
                  .collect(Collectors.toMap(Told::id, Told::limit))
              : columns);
    }

    private static String id(Struct column) {
      return column.getFieldsOrThrow("id").getStringValue();
    }

    private static int limit(Struct column) {
      return (int) column.getFieldsOrThrow("wip_limit").getNumberValue();
    }
  }

  /// Takes in what is told of a board.
  void add(Event event) {
    if (!event.kind().startsWith("board.")) {
      return;
    }
    var id = new BoardId(event.subject().substring("boards/".length()));
    switch (event.kind()) {
      case "board.created" -> {
        Broken.unless(!boards.containsKey(id), "board %s was made twice", id);
        boards.put(id, new Told("", "", "", Map.of()).and(Fold.fields(event)));
        gone.remove(id);
      }
      case "board.updated" -> boards.computeIfPresent(id, (_, it) -> it.and(Fold.fields(event)));
      case "board.removed" ->
          Broken.unless(isThere(id) && removed.add(id), "board %s was removed twice", id);
      case "board.restored" ->
          Broken.unless(removed.remove(id), "board %s came back from nowhere", id);
      case "board.purged" -> {
        Broken.unless(removed.remove(id), "board %s was purged while it was there", id);
        boards.remove(id);
        gone.add(id);
      }
      default -> {
        // Its share of the workers: no part of it.
      }
    }
  }

  /// Whether a board is there for everybody.
  boolean isThere(BoardId id) {
    return boards.containsKey(id) && !removed.contains(id);
  }

  /// Those that lie in the trash.
  Set<BoardId> removed() {
    return Set.copyOf(removed);
  }

  /// Those of which there is nothing any more, and that nobody made again.
  Set<BoardId> gone() {
    return Set.copyOf(gone);
  }

  /// Who gets the cards that are made for nobody; empty for nobody.
  String defaultAssignee(BoardId id) {
    var board = boards.get(id);
    return board == null ? "" : board.defaultAssignee();
  }

  /// How many cards a column may hold; 0 for no limit.
  int limit(BoardId id, String column) {
    var board = boards.get(id);
    return board == null ? 0 : board.columns().getOrDefault(column, 0);
  }

  /// Compares what was told with what is read.
  void check(Desk desk) {
    var found =
        desk.store().read(session -> desk.boards().list(session, "", false, 100, _ -> true));
    var there = boards.keySet().stream().filter(this::isThere).toList();
    Broken.unless(
        found.stream().map(Board::id).toList().equals(there),
        "%s are listed, and %s are there",
        found,
        there);
    for (var board : found) {
      var told = Objects.requireNonNull(boards.get(board.id()));
      Broken.unless(Told.of(board).equals(told), "%s was told to be %s", board, told);
    }
  }
}
