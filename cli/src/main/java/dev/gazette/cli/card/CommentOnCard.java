package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.process.Inputs;
import dev.gazette.proto.board.v1.CommentServiceGrpc;
import dev.gazette.proto.board.v1.CreateCommentRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says something about a card.
@Command(
    name = "comment",
    description = "Says something about a card. With -q, the comment's number is printed.",
    footer = {
      "",
      "Examples:",
      "  gazette card comment OPS-42 'The staging host is down until noon.'",
      "  gazette card comment OPS-42 - < report.md"
    })
final class CommentOnCard implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TEXT",
      description = "What to say; standard input for -.")
  List<String> words = List.of();

  @Option(
      names = "--epoch",
      paramLabel = "N",
      description = "The epoch of the lease on the card, so that the comment belongs to its run.")
  long epoch;

  @Override
  public void run(Session session) {
    var comment =
        session.call(
            CommentServiceGrpc.getCreateCommentMethod(),
            CreateCommentRequest.newBuilder()
                .setCardId(card)
                .setText(text(session, words))
                .setEpoch(epoch)
                .build());
    session
        .out()
        .did(
            comment,
            Long.toString(comment.getId()),
            "%s has comment %d".formatted(comment.getCardId(), comment.getId()));
  }

  /// What the words of a command say; standard input for `-`.
  static String text(Session session, List<String> words) {
    String text = String.join(" ", words);
    if (text.equals("-")) {
      text = Inputs.withoutLineEnd(Inputs.standard(session.around()));
    }
    if (text.isBlank()) {
      throw Failure.usage("There is nothing to say.");
    }
    return text;
  }
}
