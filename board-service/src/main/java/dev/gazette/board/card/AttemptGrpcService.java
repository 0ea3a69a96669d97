package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.AttemptServiceGrpc.AttemptServiceImplBase;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import dev.gazette.proto.board.v1.ListDeadLettersRequest;
import dev.gazette.proto.board.v1.ListDeadLettersResponse;
import dev.gazette.proto.board.v1.ReassignCardRequest;
import dev.gazette.proto.board.v1.ReclaimCardRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;

/// Serves failed attempts: parses, calls, renders.
@Singleton
public final class AttemptGrpcService extends AttemptServiceImplBase {

  private final Calls calls;
  private final Attempts attempts;
  private final Inbox inbox;

  /// Serves these attempts.
  ///
  /// @param inbox where dead letters lie
  public AttemptGrpcService(Calls calls, Attempts attempts, Inbox inbox) {
    this.calls = calls;
    this.attempts = attempts;
    this.inbox = inbox;
  }

  @Override
  public void failAttempt(FailAttemptRequest request, StreamObserver<Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    long epoch = CardProtos.leaseEpoch(request.getEpoch());
    var failure = AttemptProtos.failure(request);
    calls.write(
        observer,
        Card.parser(),
        tx -> CardProtos.render(attempts.fail(tx, actor, id, epoch, failure)));
  }

  @Override
  public void reclaimCard(ReclaimCardRequest request, StreamObserver<Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    String reason = CardProtos.reason(request.getReason());
    calls.write(
        observer, Card.parser(), tx -> CardProtos.render(attempts.reclaim(tx, actor, id, reason)));
  }

  @Override
  public void reassignCard(ReassignCardRequest request, StreamObserver<Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    String assignee = BriefProtos.assignee("assignee", request.getAssignee());
    String reason = CardProtos.reason(request.getReason());
    boolean reclaim = request.getReclaim();
    calls.write(
        observer,
        Card.parser(),
        tx -> CardProtos.render(attempts.reassign(tx, actor, id, assignee, reclaim, reason)));
  }

  @Override
  public void listDeadLetters(
      ListDeadLettersRequest request, StreamObserver<ListDeadLettersResponse> observer) {
    var board = InboxGrpcService.board(request.getBoardId());
    var page =
        Page.of(
            request.getPageSize(), request.getPageToken(), "dead-letters", request.getBoardId());
    var after = InboxGrpcService.after(page);
    var caller = Caller.current();
    Predicate<BoardId> readable = id -> caller.may("board.read", id.resource());
    calls.read(
        observer,
        session ->
            render(page, inbox.deadLetters(session, readable, board, after, page.size() + 1)));
  }

  /// One letter more than the page holds was asked for, to know whether there is a next.
  private static ListDeadLettersResponse render(Page page, List<Inbox.Item> letters) {
    var response = ListDeadLettersResponse.newBuilder();
    letters.stream()
        .limit(page.size())
        .forEach(letter -> response.addCards(CardProtos.render(letter.card())));
    if (letters.size() > page.size()) {
      response.setNextPageToken(InboxGrpcService.next(page, letters.get(page.size() - 1)));
    }
    return response.build();
  }
}
