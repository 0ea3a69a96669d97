package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.line.Line;
import dev.gazette.board.line.Place;
import dev.gazette.board.line.Wish;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.field.Page;
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
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Serves cards: parses, calls, renders.
@Singleton
public final class CardGrpcService extends CardServiceImplBase {

  private final Calls calls;
  private final Cards cards;
  private final CardLists lists;
  private final Claims claims;
  private final FairClaims fairClaims;
  private final Leases leases;
  private final Verbs verbs;
  private final Endings endings;
  private final Links links;
  private final Line line;

  /// Serves these cards.
  public CardGrpcService(
      Calls calls,
      Cards cards,
      CardLists lists,
      Claims claims,
      Leases leases,
      Verbs verbs,
      Endings endings,
      Links links,
      Line line) {
    this.calls = calls;
    this.cards = cards;
    this.lists = lists;
    this.claims = claims;
    this.fairClaims = new FairClaims(claims);
    this.leases = leases;
    this.verbs = verbs;
    this.endings = endings;
    this.links = links;
    this.line = line;
  }

  @Override
  public void createCard(
      CreateCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var board = new BoardId(request.getBoardId());
    var brief = BriefProtos.parse(request);
    var column = BriefProtos.column(request);
    var timing = ScheduleProtos.timing(request);
    var parents = EdgeProtos.parents(request);
    var readable = EdgeProtos.readable();
    var limits = BriefProtos.limits(request);
    Operation<Card> create =
        tx -> {
          var schedule = timing.map(it -> it.from(tx.now()));
          var card =
              parents.isEmpty()
                  ? cards.create(tx, actor, board, brief, column, schedule)
                  : links.create(tx, actor, board, brief, column, schedule, parents, readable);
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
    var filter = CardProtos.filter(request, Calls.actor());
    var order = CardProtos.order(request);
    var page =
        Page.of(
            request.getPageSize(),
            request.getPageToken(),
            "cards",
            filter.board(),
            new TreeSet<>(filter.states()),
            request.getColumnId(),
            filter.assignee(),
            filter.label(),
            filter.repositoryId(),
            filter.createdBy(),
            order);
    int limit = page.size() + 1;
    if (order == CardOrder.PRIORITY) {
      var after =
          page.first()
              ? Optional.<CardLists.After>empty()
              : Optional.of(new CardLists.After((int) -page.numberAfter(0), page.numberAfter(1)));
      calls.read(
          observer, session -> render(page, order, lists.list(session, filter, after, limit)));
      return;
    }
    var after =
        page.first()
            ? Optional.<OrderedListStore.After>empty()
            : Optional.of(
                new OrderedListStore.After(
                    order == CardOrder.TITLE ? page.textAfter(0) : (Object) page.numberAfter(0),
                    page.numberAfter(1)));
    calls.read(
        observer, session -> render(page, order, lists.list(session, filter, order, after, limit)));
  }

  /// One card more than the page holds was asked for, to know whether there is a next.
  private static ListCardsResponse render(Page page, CardOrder order, List<Card> cards) {
    var response = ListCardsResponse.newBuilder();
    cards.stream().limit(page.size()).map(CardProtos::render).forEach(response::addCards);
    if (cards.size() > page.size()) {
      var last = cards.get(page.size() - 1);
      response.setNextPageToken(page.next(order.key(last), last.id().number()));
    }
    return response.build();
  }

  @Override
  public void updateCard(
      UpdateCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCard().getId());
    var change = BriefProtos.change(request);
    var limits = BriefProtos.limits(request);
    String etag = request.getCard().getEtag();
    write(observer, tx -> limits.set(tx, actor, cards.update(tx, actor, id, change, etag)));
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
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    var terms =
        CardProtos.terms(
            request.getWorker(), request.hasLeaseDuration(), request.getLeaseDuration(), actor);
    calls.write(
        observer, Claim.parser(), tx -> ClaimProtos.render(claims.claim(tx, actor, id, terms)));
  }

  @Override
  public void claimNextCard(ClaimNextCardRequest request, StreamObserver<Claim> observer) {
    var actor = Calls.actor();
    var board = new BoardId(request.getBoardId());
    var wanted = ClaimProtos.wanted(request);
    var terms = ClaimProtos.terms(request, actor);
    next(
        observer,
        request,
        new Wish(Optional.of(board), wanted),
        tx -> claims.claimNext(tx, actor, board, wanted, terms));
  }

  @Override
  public void claimNextCardOfBoards(
      ClaimNextCardOfBoardsRequest request, StreamObserver<Claim> observer) {
    var actor = Calls.actor();
    var caller = Caller.current();
    var boards = ClaimProtos.boards(request, caller);
    var wanted = ClaimProtos.wanted(request.getNext());
    var terms = ClaimProtos.terms(request.getNext(), actor);
    next(
        observer,
        request.getNext(),
        new Wish(
            Optional.empty(),
            List.of(wanted, List.copyOf(request.getBoardIdsList()), caller.grants())),
        tx -> fairClaims.claimNext(tx, actor, boards, wanted, terms));
  }

  private void next(
      StreamObserver<Claim> observer,
      ClaimNextCardRequest request,
      Wish wish,
      Operation<ClaimOutcome> claim) {
    Operation<Claim> rendered = tx -> ClaimProtos.render(claim.in(tx));
    var wait = ClaimProtos.wait(request);
    if (wait.isZero()) {
      calls.write(observer, Claim.parser(), rendered);
    } else {
      inLine((ServerCallStreamObserver<Claim>) observer, wish, rendered, wait);
    }
  }

  /// Nothing is claimed for a caller that went away.
  private void inLine(
      ServerCallStreamObserver<Claim> observer, Wish wish, Operation<Claim> claim, Duration wait) {
    Operation<Claim> heard =
        tx -> {
          if (observer.isCancelled()) {
            throw Place.left();
          }
          return claim.in(tx);
        };
    var place = new Place<>(wish, calls.tries(Claim.parser(), heard));
    observer.setOnCancelHandler(place::leave);
    calls.answer(observer, line.join(place, wait));
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
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.anyEpoch(request.getEpoch());
    String summary = CardProtos.summary(request.getSummary());
    String outcome = CardProtos.outcome(request.getOutcome());
    write(observer, tx -> verbs.complete(tx, actor, id, epoch, summary, outcome));
  }

  @Override
  public void blockCard(
      BlockCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.anyEpoch(request.getEpoch());
    var kind = CardProtos.kind(request.getKind());
    String reason = CardProtos.requiredReason(request.getReason());
    write(observer, tx -> verbs.block(tx, actor, id, epoch, kind, reason));
  }

  @Override
  public void unblockCard(
      UnblockCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    write(observer, tx -> verbs.unblock(tx, actor, id));
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
    write(observer, tx -> endings.fail(tx, actor, id, epoch, reason));
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

  @Override
  public void listRuns(ListRunsRequest request, StreamObserver<ListRunsResponse> observer) {
    var id = CardId.parse(request.getCardId());
    var page = Page.of(request.getPageSize(), request.getPageToken(), "runs", id);
    long below = page.first() ? Long.MAX_VALUE : page.numberAfter(0);
    calls.read(
        observer,
        session -> {
          cards.require(session, id);
          return renderRuns(page, Runs.list(session, id, below, page.size() + 1));
        });
  }

  private static ListRunsResponse renderRuns(Page page, List<Run> runs) {
    var response = ListRunsResponse.newBuilder();
    runs.stream().limit(page.size()).forEach(run -> response.addRuns(CardProtos.render(run)));
    if (runs.size() > page.size()) {
      response.setNextPageToken(page.next(runs.get(page.size() - 1).epoch()));
    }
    return response.build();
  }

  private void write(
      StreamObserver<dev.gazette.proto.board.v1.Card> observer, Operation<Card> operation) {
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Card.parser(),
        tx -> CardProtos.render(operation.in(tx)));
  }
}
