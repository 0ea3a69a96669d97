package dev.gazette.board.comment;

import dev.gazette.board.board.CardId;
import dev.gazette.board.card.CardProtos;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.AnswerCardRequest;
import dev.gazette.proto.board.v1.AnswerServiceGrpc.AnswerServiceImplBase;
import dev.gazette.proto.board.v1.Card;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves answers: parses, calls, renders.
@Singleton
public final class AnswerGrpcService extends AnswerServiceImplBase {

  private final Calls calls;
  private final Answers answers;

  /// Serves these answers.
  public AnswerGrpcService(Calls calls, Answers answers) {
    this.calls = calls;
    this.answers = answers;
  }

  @Override
  public void answerCard(AnswerCardRequest request, StreamObserver<Card> observer) {
    var actor = Calls.actor();
    var id = CardId.parse(request.getCardId());
    String text = CommentProtos.text(request.getText());
    calls.write(
        observer, Card.parser(), tx -> CardProtos.render(answers.answer(tx, actor, id, text)));
  }
}
