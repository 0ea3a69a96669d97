package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.States;
import dev.gazette.board.hook.Undelivered;
import dev.gazette.board.waiting.Asked;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.InboxItem;
import dev.gazette.proto.board.v1.InboxServiceGrpc.InboxServiceImplBase;
import dev.gazette.proto.board.v1.ListInboxRequest;
import dev.gazette.proto.board.v1.ListInboxResponse;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Serves the inbox: parses, calls, renders.
@Singleton
public final class InboxGrpcService extends InboxServiceImplBase {

  private final Calls calls;
  private final Inbox inbox;

  /// Serves this inbox.
  public InboxGrpcService(Calls calls, Inbox inbox) {
    this.calls = calls;
    this.inbox = inbox;
  }

  @Override
  public void listInbox(ListInboxRequest request, StreamObserver<ListInboxResponse> observer) {
    var board = board(request.getBoardId());
    var page =
        Page.of(request.getPageSize(), request.getPageToken(), "inbox", request.getBoardId());
    var items = new InboxPage(page);
    var after = items.cardsAfter();
    var since = items.hooksSince();
    String hook = items.hooksAfter();
    var caller = Caller.current();
    Predicate<BoardId> readable = id -> caller.may("board.read", id.resource());
    boolean keepsHooks = caller.may("board.admin", "");
    calls.read(
        observer,
        session ->
            items.of(
                inbox.list(session, readable, board, after, page.size() + 1),
                keepsHooks ? Undelivered.after(session, board, since, hook) : List.of()));
  }

  /// The only board to look at; empty for all.
  static Optional<BoardId> board(String id) {
    return id.isEmpty() ? Optional.empty() : Optional.of(new BoardId(id));
  }

  /// Where a page goes on.
  static Asked after(Page page) {
    return page.first()
        ? Asked.START
        : new Asked(
            Instant.ofEpochMilli(page.numberAfter(0)),
            new CardId(new BoardId(page.textAfter(1)), page.numberAfter(2)));
  }

  /// The token of the page after an item.
  static String next(Page page, Inbox.Item last) {
    var asked = last.asked();
    return page.next(
        asked.since().toEpochMilli(), asked.card().board().value(), asked.card().number());
  }

  static InboxItem render(Inbox.Item item) {
    var card = CardProtos.render(item.card());
    boolean stopped = item.card().stop() != null;
    return InboxItem.newBuilder()
        .setCardId(card.getId())
        .setTitle(card.getTitle())
        .setState(States.render(item.card().state()))
        .setBlockKind(card.getBlockKind())
        .setWho(stopped ? card.getStoppedBy() : card.getImplementer())
        .setWhy(stopped ? card.getBlockReason() : card.getReviewSummary())
        .setSince(CardProtos.timestamp(item.asked().since()))
        .setCommand(Inbox.command(item.card()))
        .build();
  }
}
