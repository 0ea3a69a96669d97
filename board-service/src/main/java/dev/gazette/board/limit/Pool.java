package dev.gazette.board.limit;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// What there are only so many of, over all boards: how many cards that name it run at once.
///
/// @param most its capacity
/// @param actor who set it
/// @param createTime since when
public record Pool(PoolId id, int most, String actor, Instant createTime) implements Limit {

  @Override
  public boolean covers(Load load) {
    return id.value().equals(load.pool());
  }

  @Override
  public List<CardId> running(Session session, int atMost) throws SQLException {
    return RunningStore.of(session, id, atMost);
  }

  @Override
  public String words() {
    return "pool " + id;
  }

  NewEvent event(String kind) {
    return new NewEvent(
        kind, Lane.BUSINESS, "pools/" + id, Payload.of("id", id.value()).and("capacity", most));
  }
}
