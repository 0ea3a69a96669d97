package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.ColumnId;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Operation;
import dev.gazette.proto.board.v1.ArchiveCardRequest;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.CancelCardRequest;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceImplBase;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardOfBoardsRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.FailCardRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.HeartbeatCardRequest;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.board.v1.ListCardsResponse;
import dev.gazette.proto.board.v1.ListRunsRequest;
import dev.gazette.proto.board.v1.ListRunsResponse;
import dev.gazette.proto.board.v1.MoveCardRequest;
import dev.gazette.proto.board.v1.PromoteCardRequest;
import dev.gazette.proto.board.v1.ReleaseCardRequest;
import dev.gazette.proto.board.v1.ReopenCardRequest;
import dev.gazette.proto.board.v1.UnarchiveCardRequest;
import dev.gazette.proto.board.v1.UnblockCardRequest;
import dev.gazette.proto.board.v1.UpdateCardRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves cards: parses, calls, renders.
@Singleton
public final class CardGrpcService extends CardServiceImplBase {

  private final Calls calls;
  private final Cards cards;
  private final ListGrpcCalls lists;
  private final ClaimGrpcCalls claims;
  private final Leases leases;
  private final Verbs verbs;
  private final CompletionGrpcCalls completions;
  private final Endings endings;
  private final Links links;

  /// Serves these cards.
  public CardGrpcService(
      Calls calls,
      Cards cards,
      ListGrpcCalls lists,
      ClaimGrpcCalls claims,
      Leases leases,
      Verbs verbs,
      CompletionGrpcCalls completions,
      Endings endings,
      Links links) {
    this.calls = calls;
    this.cards = cards;
    this.lists = lists;
    this.claims = claims;
    this.leases = leases;
    this.verbs = verbs;
    this.completions = completions;
    this.endings = endings;
    this.links = links;
  }

  @Override
  public void createCard(
      CreateCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var board = new BoardId(request.getBoardId());
    var brief = BriefProtos.parse(request);
    var column = BriefProtos.column(request);
    var timing = ScheduleProtos.timing(request);
    var gate = BriefProtos.gate(request);
    var parents = EdgeProtos.parents(request);
    var readable = EdgeProtos.readable();
    var limits = BriefProtos.limits(request);
    Operation<Card> create =
        tx -> {
          var start =
              timing
                  .map(it -> Start.at(it.from(tx.now())))
                  .or(() -> gate.map(it -> it.by(actor, tx.now())));
          var card =
              parents.isEmpty()
                  ? cards.create(tx, actor, board, brief, column, start)
                  : links.create(tx, actor, board, brief, column, start, parents, readable);
          return limits.set(tx, actor, card);
        };
    var key = CardKeyProtos.parse(request);
    write(
        observer,
        key.isEmpty() ? create : tx -> CardKeys.once(tx, board, key.orElseThrow(), create));
  }

  @Override
  public void getCard(
      GetCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var id = CardId.parse(request.getCardId());
    calls.read(observer, session -> CardProtos.render(cards.get(session, id)));
  }

  @Override
  public void listCards(ListCardsRequest request, StreamObserver<ListCardsResponse> observer) {
    lists.cards(request, observer);
  }

  @Override
  public void listRuns(ListRunsRequest request, StreamObserver<ListRunsResponse> observer) {
    lists.runs(request, observer);
  }

  @Override
  public void updateCard(
      UpdateCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCard().getId());
    var change = BriefProtos.change(request);
    var limits = BriefProtos.limits(request);
    String etag = request.getCard().getEtag();
    var result = BriefProtos.result(request);
    write(
        observer,
        tx -> {
          var updated = cards.update(tx, actor, id, change, etag);
          return result.set(tx, actor, limits.set(tx, actor, updated));
        });
  }

  @Override
  public void moveCard(
      MoveCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    var column = new ColumnId(request.getColumnId());
    write(observer, tx -> cards.move(tx, actor, id, column, request.getEtag()));
  }

  @Override
  public void archiveCard(
      ArchiveCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    write(observer, tx -> cards.archive(tx, actor, id));
  }

  @Override
  public void unarchiveCard(
      UnarchiveCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    write(observer, tx -> cards.unarchive(tx, actor, id));
  }

  @Override
  public void claimCard(ClaimCardRequest request, StreamObserver<Claim> observer) {
    claims.claim(request, observer);
  }

  @Override
  public void claimNextCard(ClaimNextCardRequest request, StreamObserver<Claim> observer) {
    claims.next(request, observer);
  }

  @Override
  public void claimNextCardOfBoards(
      ClaimNextCardOfBoardsRequest request, StreamObserver<Claim> observer) {
    claims.nextOfBoards(request, observer);
  }

  @Override
  public void heartbeatCard(
      HeartbeatCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Lease> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.leaseEpoch(request.getEpoch());
    String note = CardProtos.note(request.getNote());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Lease.parser(),
        tx -> CardProtos.render(leases.renew(tx, actor, id, epoch, note)));
  }

  @Override
  public void completeCard(
      CompleteCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    completions.complete(request, observer);
  }

  @Override
  public void blockCard(
      BlockCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.anyEpoch(request.getEpoch());
    var kind = CardProtos.kind(request.getKind());
    String reason = CardProtos.requiredReason(request.getReason());
    write(
        observer,
        HumanGate.before(
            "block", id, epoch, tx -> verbs.block(tx, actor, id, epoch, kind, reason)));
  }

  @Override
  public void unblockCard(
      UnblockCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    String reason = CardProtos.reason(request.getReason());
    write(observer, tx -> verbs.unblock(tx, actor, id, reason));
  }

  @Override
  public void releaseCard(
      ReleaseCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.leaseEpoch(request.getEpoch());
    String reason = CardProtos.reason(request.getReason());
    write(observer, tx -> leases.release(tx, actor, id, epoch, reason));
  }

  @Override
  public void failCard(
      FailCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.anyEpoch(request.getEpoch());
    String reason = CardProtos.requiredReason(request.getReason());
    write(
        observer,
        HumanGate.before("fail", id, epoch, tx -> endings.fail(tx, actor, id, epoch, reason)));
  }

  @Override
  public void cancelCard(
      CancelCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    String reason = CardProtos.reason(request.getReason());
    write(observer, tx -> endings.cancel(tx, actor, id, reason));
  }

  @Override
  public void reopenCard(
      ReopenCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    write(observer, tx -> endings.reopen(tx, actor, id));
  }

  @Override
  public void promoteCard(
      PromoteCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    String reason = CardProtos.reason(request.getReason());
    boolean dryRun = request.getValidateOnly();
    write(observer, tx -> verbs.promote(tx, actor, id, reason, dryRun));
  }

  private void write(
      StreamObserver<dev.gazette.proto.board.v1.Card> observer, Operation<Card> operation) {
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Card.parser(),
        tx -> CardProtos.render(operation.in(tx)));
  }
}
