package dev.gazette.cli.testgazette;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.gazette.proto.board.v1.ArchiveCardRequest;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceImplBase;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.HeartbeatCardRequest;
import dev.gazette.proto.board.v1.Lease;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.board.v1.ListCardsResponse;
import dev.gazette.proto.board.v1.ListRunsRequest;
import dev.gazette.proto.board.v1.ListRunsResponse;
import dev.gazette.proto.board.v1.MoveCardRequest;
import dev.gazette.proto.board.v1.ReleaseCardRequest;
import dev.gazette.proto.board.v1.Run;
import dev.gazette.proto.board.v1.UnarchiveCardRequest;
import dev.gazette.proto.board.v1.UnblockCardRequest;
import dev.gazette.proto.board.v1.UpdateCardRequest;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Cards in memory, with leases whose epochs rise.
final class Cards extends CardServiceImplBase {

  private static final Timestamp NOON = Timestamp.newBuilder().setSeconds(1_800_000_000L).build();

  private final Map<String, Card> cards = new LinkedHashMap<>();
  private final Boards boards;
  private final Log log;
  private int number;

  Cards(Boards boards, Log log) {
    this.boards = boards;
    this.log = log;
  }

  private synchronized Card require(String id) {
    var card = cards.get(id);
    if (card == null) {
      throw Refuse.with(Code.NOT_FOUND, "CARD_NOT_FOUND", "There is no card " + id + ".");
    }
    return card;
  }

  private synchronized Card change(String id, String kind, UnaryOperator<Card.Builder> how) {
    var card = how.apply(require(id).toBuilder()).setUpdateTime(NOON).build();
    cards.put(id, card);
    log.append(
        kind, "boards/" + card.getBoardId() + "/cards/" + id, "state", card.getState().name());
    return card;
  }

  private Card finish(String id, long epoch, String kind, CardState state) {
    var card = require(id);
    if (card.hasLease() && card.getLease().getEpoch() != epoch) {
      throw Refuse.with(
          Code.FAILED_PRECONDITION, "LEASE_LOST", "Epoch " + epoch + " does not hold " + id + ".");
    }
    return change(id, kind, it -> it.setState(state).setColumnId("ready").clearLease());
  }

  @Override
  public synchronized void createCard(CreateCardRequest request, StreamObserver<Card> observer) {
    Answer.with(observer, () -> create(request));
  }

  private Card create(CreateCardRequest request) {
    String board = boards.require(request.getBoardId()).getId();
    if (request.getCard().getTitle().isBlank()) {
      throw Refuse.with(
          Code.INVALID_ARGUMENT, "INVALID_ARGUMENT", "`card.title` is required; give it a word.");
    }
    String id = board.toUpperCase(Locale.ROOT) + "-" + ++number;
    cards.put(
        id,
        request.getCard().toBuilder()
            .setId(id)
            .setBoardId(board)
            .setState(CardState.CARD_STATE_READY)
            .setColumnId("ready")
            .setCreatedBy("owner")
            .setCreateTime(NOON)
            .setEtag("e1")
            .build());
    return change(id, "card.created", it -> it);
  }

  @Override
  public void getCard(GetCardRequest request, StreamObserver<Card> observer) {
    Answer.with(observer, () -> require(request.getCardId()));
  }

  @Override
  public synchronized void listCards(
      ListCardsRequest request, StreamObserver<ListCardsResponse> observer) {
    Answer.with(observer, () -> list(request));
  }

  private ListCardsResponse list(ListCardsRequest request) {
    String board = boards.require(request.getBoardId()).getId();
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    int size = request.getPageSize() == 0 ? 50 : request.getPageSize();
    var found =
        cards.values().stream()
            .filter(card -> card.getBoardId().equals(board))
            .filter(card ->
                request.getStatesList().isEmpty()
                    || request.getStatesList().contains(card.getState()))
            .toList();
    int to = Math.min(found.size(), from + size);
    return ListCardsResponse.newBuilder()
        .addAllCards(found.subList(from, to))
        .setNextPageToken(to < found.size() ? "" + to : "")
        .build();
  }

  @Override
  public void updateCard(UpdateCardRequest request, StreamObserver<Card> observer) {
    Answer.with(
        observer,
        () ->
            change(
                request.getCard().getId(),
                "card.updated",
                card ->
                    Mask.merge(
                        card.build(), request.getCard(), request.getUpdateMask().getPathsList())
                        .toBuilder()));
  }

  @Override
  public void moveCard(MoveCardRequest request, StreamObserver<Card> observer) {
    Answer.with(
        observer,
        () -> {
          var card = require(request.getCardId());
          boolean known =
              boards.require(card.getBoardId()).getColumnsList().stream()
                  .anyMatch(column -> column.getId().equals(request.getColumnId()));
          if (!known) {
            throw Refuse.with(Code.NOT_FOUND, "COLUMN_NOT_FOUND", "There is no such column.");
          }
          return change(card.getId(), "card.moved", it -> it.setColumnId(request.getColumnId()));
        });
  }

  @Override
  public void archiveCard(ArchiveCardRequest request, StreamObserver<Card> observer) {
    Answer.with(
        observer,
        () ->
            change(
                request.getCardId(),
                "card.archived",
                card -> card.setState(CardState.CARD_STATE_ARCHIVED).setColumnId("")));
  }

  @Override
  public void unarchiveCard(UnarchiveCardRequest request, StreamObserver<Card> observer) {
    Answer.with(
        observer,
        () ->
            change(
                request.getCardId(),
                "card.unarchived",
                card -> card.setState(CardState.CARD_STATE_READY).setColumnId("ready")));
  }

  @Override
  public void claimCard(ClaimCardRequest request, StreamObserver<Claim> observer) {
    Answer.with(observer, () -> claim(request.getCardId(), request.getWorker()));
  }

  @Override
  public synchronized void claimNextCard(
      ClaimNextCardRequest request, StreamObserver<Claim> observer) {
    Answer.with(
        observer,
        () ->
            cards.values().stream()
                .filter(card -> card.getState() == CardState.CARD_STATE_READY)
                .findFirst()
                .map(card -> claim(card.getId(), request.getWorker()))
                .orElseThrow(
                    () -> Refuse.with(Code.NOT_FOUND, "NOTHING_READY", "No card is ready.")));
  }

  private Claim claim(String id, String worker) {
    if (require(id).getState() != CardState.CARD_STATE_READY) {
      throw Refuse.with(Code.FAILED_PRECONDITION, "CARD_HELD", "Somebody holds " + id + ".");
    }
    var lease =
        Lease.newBuilder()
            .setEpoch(require(id).getAttempts() + 1L)
            .setWorker(worker.isEmpty() ? "owner" : worker)
            .setActor("owner")
            .setExpireTime(NOON)
            .setDuration(Duration.newBuilder().setSeconds(900))
            .build();
    var card =
        change(
            id,
            "card.claimed",
            it ->
                it.setState(CardState.CARD_STATE_RUNNING)
                    .setColumnId("running")
                    .setAttempts(it.getAttempts() + 1)
                    .setLease(lease));
    return Claim.newBuilder().setCard(card).setLease(lease).build();
  }

  @Override
  public void heartbeatCard(HeartbeatCardRequest request, StreamObserver<Lease> observer) {
    Answer.with(observer, () -> require(request.getCardId()).getLease());
  }

  @Override
  public void completeCard(CompleteCardRequest request, StreamObserver<Card> observer) {
    Answer.with(
        observer,
        () -> {
          finish(
              request.getCardId(), request.getEpoch(), "card.completed", CardState.CARD_STATE_DONE);
          return change(
              request.getCardId(), "card.noted", card -> card.setSummary(request.getSummary()));
        });
  }

  @Override
  public void blockCard(BlockCardRequest request, StreamObserver<Card> observer) {
    Answer.with(
        observer,
        () ->
            finish(
                request.getCardId(),
                request.getEpoch(),
                "card.blocked",
                CardState.CARD_STATE_BLOCKED));
  }

  @Override
  public void unblockCard(UnblockCardRequest request, StreamObserver<Card> observer) {
    Answer.with(
        observer,
        () ->
            change(
                request.getCardId(),
                "card.unblocked",
                card -> card.setState(CardState.CARD_STATE_READY)));
  }

  @Override
  public void releaseCard(ReleaseCardRequest request, StreamObserver<Card> observer) {
    Answer.with(
        observer,
        () ->
            finish(
                request.getCardId(),
                request.getEpoch(),
                "card.released",
                CardState.CARD_STATE_READY));
  }

  @Override
  public void listRuns(ListRunsRequest request, StreamObserver<ListRunsResponse> observer) {
    Answer.with(
        observer,
        () -> {
          var runs = ListRunsResponse.newBuilder();
          for (int epoch = require(request.getCardId()).getAttempts(); epoch > 0; epoch--) {
            runs.addRuns(
                Run.newBuilder()
                    .setCardId(request.getCardId())
                    .setEpoch(epoch)
                    .setStartTime(NOON)
                    .build());
          }
          return runs.build();
        });
  }
}
