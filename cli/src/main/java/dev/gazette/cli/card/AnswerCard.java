package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.AnswerCardRequest;
import dev.gazette.proto.board.v1.AnswerServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Answers a blocked card.
@Command(
    name = "answer",
    description = "Comments on a blocked card and lets it go on, both or neither.",
    footer = {
      "",
      "Examples:",
      "  gazette card answer OPS-42 'Use the staging key.'",
      "  gazette card answer OPS-42 - < decision.md"
    })
final class AnswerCard implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TEXT",
      description = "The answer; standard input for -.")
  List<String> words = List.of();

  @Override
  public void run(Session session) {
    var answered =
        session.call(
            AnswerServiceGrpc.getAnswerCardMethod(),
            AnswerCardRequest.newBuilder()
                .setCardId(card)
                .setText(CommentOnCard.text(session, words))
                .build());
    session
        .out()
        .did(
            answered,
            answered.getId(),
            "%s answered: %s".formatted(answered.getId(), States.word(answered.getState())));
  }
}
