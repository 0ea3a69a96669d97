package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.line.Line;
import dev.gazette.board.line.Place;
import dev.gazette.board.line.Wish;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Operation;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardOfBoardsRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/// The calls that give cards to workers.
@Singleton
public final class ClaimGrpcCalls {

  private final Calls calls;
  private final Claims claims;
  private final FairClaims fairClaims;
  private final Line line;

  /// Gives cards by these claims, and lets callers wait in this line.
  public ClaimGrpcCalls(Calls calls, Claims claims, Line line) {
    this.calls = calls;
    this.claims = claims;
    this.fairClaims = new FairClaims(claims);
    this.line = line;
  }

  /// Claims one card.
  void claim(ClaimCardRequest request, StreamObserver<Claim> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    var terms =
        CardProtos.terms(
            request.getWorker(), request.hasLeaseDuration(), request.getLeaseDuration(), actor);
    calls.write(
        observer, Claim.parser(), tx -> ClaimProtos.render(claims.claim(tx, actor, id, terms)));
  }

  /// Claims the best card of a board, at once or in line.
  void next(ClaimNextCardRequest request, StreamObserver<Claim> observer) {
    var actor = Calls.actor();
    var board = new BoardId(request.getBoardId());
    var wanted = ClaimProtos.wanted(request);
    var terms = ClaimProtos.terms(request, actor);
    give(
        observer,
        request,
        new Wish(Optional.of(board), wanted),
        tx -> claims.claimNext(tx, actor, board, wanted, terms));
  }

  /// Claims the best card of the board whose turn it is, at once or in line.
  void nextOfBoards(ClaimNextCardOfBoardsRequest request, StreamObserver<Claim> observer) {
    var actor = Calls.actor();
    var caller = Caller.current();
    var boards = ClaimProtos.boards(request, caller);
    var wanted = ClaimProtos.wanted(request.getNext());
    var terms = ClaimProtos.terms(request.getNext(), actor);
    give(
        observer,
        request.getNext(),
        new Wish(
            Optional.empty(),
            new WantedOfBoards(wanted, request.getBoardIdsList(), caller.grants())),
        tx -> fairClaims.claimNext(tx, actor, boards, wanted, terms));
  }

  private void give(
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
}
