package dev.gazette.board.limit;

import com.google.protobuf.util.Timestamps;
import dev.gazette.board.board.BoardId;
import dev.gazette.platform.field.Fields;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.Optional;

/// Limits and pools between the wire and the operations.
final class LimitProtos {

  private static final int LONGEST_ASSIGNEE = 100;
  private static final int MOST = 100_000;

  private LimitProtos() {}

  static WipLimit.Of cards(String board, String assignee) {
    return new WipLimit.Of(
        board.isEmpty() ? Optional.empty() : Optional.of(new BoardId(board)),
        Fields.line("assignee", assignee, LONGEST_ASSIGNEE));
  }

  static int most(int most) {
    return (int) Fields.within("most", most, 1, MOST);
  }

  static int capacity(int capacity) {
    return (int) Fields.within("capacity", capacity, 0, MOST);
  }

  static dev.gazette.proto.board.v1.WipLimit render(Session session, WipLimit limit)
      throws SQLException {
    return dev.gazette.proto.board.v1.WipLimit.newBuilder()
        .setBoardId(limit.cards().board().map(BoardId::value).orElse(""))
        .setAssignee(limit.cards().assignee())
        .setMost(limit.most())
        .setRunning(limit.running(session, Integer.MAX_VALUE).size())
        .setActor(limit.actor())
        .setCreateTime(Timestamps.fromMillis(limit.createTime().toEpochMilli()))
        .build();
  }

  static dev.gazette.proto.board.v1.Pool render(Session session, Pool pool) throws SQLException {
    return dev.gazette.proto.board.v1.Pool.newBuilder()
        .setId(pool.id().value())
        .setCapacity(pool.most())
        .setRunning(pool.running(session, Integer.MAX_VALUE).size())
        .setActor(pool.actor())
        .setCreateTime(Timestamps.fromMillis(pool.createTime().toEpochMilli()))
        .build();
  }
}
