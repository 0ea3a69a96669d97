package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.DeleteCardRequest;
import dev.gazette.proto.board.v1.ListTrashRequest;
import dev.gazette.proto.board.v1.ListTrashResponse;
import dev.gazette.proto.board.v1.RestoreCardRequest;
import dev.gazette.proto.board.v1.TrashServiceGrpc.TrashServiceImplBase;
import dev.gazette.proto.board.v1.TrashedCard;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// Serves the trash: parses, calls, renders.
@Singleton
public final class TrashGrpcService extends TrashServiceImplBase {

  private final Calls calls;
  private final Trash trash;

  /// Serves this trash.
  public TrashGrpcService(Calls calls, Trash trash) {
    this.calls = calls;
    this.trash = trash;
  }

  @Override
  public void deleteCard(DeleteCardRequest request, StreamObserver<TrashedCard> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    calls.write(observer, TrashedCard.parser(), tx -> render(trash.delete(tx, actor, id)));
  }

  @Override
  public void restoreCard(
      RestoreCardRequest request, StreamObserver<dev.gazette.proto.board.v1.Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Card.parser(),
        tx -> CardProtos.render(trash.restore(tx, actor, id)));
  }

  @Override
  public void listTrash(ListTrashRequest request, StreamObserver<ListTrashResponse> observer) {
    var board = new BoardId(request.getBoardId());
    var page = Page.of(request.getPageSize(), request.getPageToken(), "trash", board);
    var before = Instant.ofEpochMilli(page.first() ? Long.MAX_VALUE : page.numberAfter(0));
    long number = page.first() ? Long.MAX_VALUE : page.numberAfter(1);
    calls.read(
        observer,
        session -> render(page, trash.list(session, board, before, number, page.size() + 1)));
  }

  /// One card more than the page holds was asked for, to know whether there is a next.
  private static ListTrashResponse render(Page page, List<Trash.Item> items) {
    var response = ListTrashResponse.newBuilder();
    items.stream().limit(page.size()).forEach(item -> response.addItems(render(item)));
    if (items.size() > page.size()) {
      var last = items.get(page.size() - 1).trashed();
      response.setNextPageToken(page.next(last.deleteTime().toEpochMilli(), last.card().number()));
    }
    return response.build();
  }

  private static TrashedCard render(Trash.Item item) {
    var trashed = item.trashed();
    return TrashedCard.newBuilder()
        .setCard(CardProtos.render(item.card()))
        .setDeletedBy(trashed.by())
        .setDeleteTime(CardProtos.timestamp(trashed.deleteTime()))
        .setPurgeTime(CardProtos.timestamp(trashed.purgeTime()))
        .build();
  }
}
