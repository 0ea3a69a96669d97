package dev.gazette.board.stats;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.States;
import dev.gazette.platform.config.PlatformSettings;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.Assignee;
import dev.gazette.proto.board.v1.BoardHistory;
import dev.gazette.proto.board.v1.BoardStats;
import dev.gazette.proto.board.v1.GetBoardStatsRequest;
import dev.gazette.proto.board.v1.ListAssigneesRequest;
import dev.gazette.proto.board.v1.ListAssigneesResponse;
import dev.gazette.proto.board.v1.StateCount;
import dev.gazette.proto.board.v1.StatsServiceGrpc.StatsServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Serves counts: parses, calls, renders.
@Singleton
public final class StatsGrpcService extends StatsServiceImplBase {

  private final Calls calls;
  private final Stats stats;
  private final InstantSource clock;
  private final Duration kept;

  @Inject
  StatsGrpcService(Calls calls, Stats stats, InstantSource clock, Settings settings) {
    this(calls, stats, clock, settings.get(PlatformSettings.HISTORY_KEPT));
  }

  /// Serves these counts.
  ///
  /// @param kept how long history lasts; zero for ever
  public StatsGrpcService(Calls calls, Stats stats, InstantSource clock, Duration kept) {
    this.calls = calls;
    this.stats = stats;
    this.clock = clock;
    this.kept = kept;
  }

  @Override
  public void getBoardStats(GetBoardStatsRequest request, StreamObserver<BoardStats> observer) {
    var board = new BoardId(request.getBoardId());
    calls.read(observer, session -> render(board, stats.board(session, board)));
  }

  private BoardStats render(BoardId board, Stats.OfBoard found) {
    var rendered =
        BoardStats.newBuilder()
            .setBoardId(board.value())
            .setCards(inSight(found.states()))
            .addAllStates(counts(found.states()))
            .setReadTime(timestamp(clock.instant()))
            .setHistory(history(found));
    found
        .oldestReady()
        .ifPresent(oldest ->
            rendered
                .setOldestReadyCardId(oldest.card().toString())
                .setOldestReadyTime(timestamp(oldest.createTime())));
    return rendered.build();
  }

  private BoardHistory history(Stats.OfBoard found) {
    var history =
        BoardHistory.newBuilder()
            .setRuns(found.runs())
            .setEvents(found.log().events())
            .setKept(Durations.fromMillis(kept.toMillis()));
    var since = found.log().since();
    return (since == null ? history : history.setSinceTime(timestamp(since))).build();
  }

  @Override
  public void listAssignees(
      ListAssigneesRequest request, StreamObserver<ListAssigneesResponse> observer) {
    var board = new BoardId(request.getBoardId());
    var page = Page.of(request.getPageSize(), request.getPageToken(), "assignees", board);
    String after = page.first() ? "" : page.textAfter(0);
    calls.read(
        observer, session -> render(page, stats.assignees(session, board, after, page.size() + 1)));
  }

  /// One more than the page holds was asked for, to know whether there is a next.
  private static ListAssigneesResponse render(Page page, List<Stats.OfAssignee> found) {
    var response = ListAssigneesResponse.newBuilder();
    found.stream()
        .limit(page.size())
        .map(one ->
            Assignee.newBuilder()
                .setName(one.name())
                .setCards(inSight(one.states()))
                .addAllStates(counts(one.states())))
        .forEach(response::addAssignees);
    if (found.size() > page.size()) {
      response.setNextPageToken(page.next(found.get(page.size() - 1).name()));
    }
    return response.build();
  }

  private static int inSight(Map<CardState, Integer> states) {
    return states.entrySet().stream()
        .filter(entry -> entry.getKey() != CardState.ARCHIVED)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private static List<StateCount> counts(Map<CardState, Integer> states) {
    return states.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry ->
            StateCount.newBuilder()
                .setState(States.render(entry.getKey()))
                .setCards(entry.getValue())
                .build())
        .toList();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamps.fromMillis(time.toEpochMilli());
  }
}
