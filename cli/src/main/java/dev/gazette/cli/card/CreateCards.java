package dev.gazette.cli.card;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.BoardOption;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.Edge;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts cards on a board.
@Command(
    name = "create",
    description = {
      "Puts a card on a board; with -f, one for each line of a file.",
      "",
      "A line is a JSON object: `title` is required; `board_id`, `body`, `priority`, `labels`,"
          + " `assignee`, `due_time`, `wake_time`, `cron` and `zone`, `repository_id`, `pool_id`, `column_id`, `parents`,"
          + " `max_attempts`, `max_runtime`, `idempotency_key` and `request_id` may be given."
          + " Each card is printed as one line of JSON as soon as it is there; the first line that is"
          + " refused ends the run. With an `idempotency_key` in each line a run may be repeated at any"
          + " time, with a `request_id` for a day."
    },
    footer = {
      "",
      "Examples:",
      "  gazette card create 'Renew the certificate' --priority high --label ops --due 3d",
      "  gazette card create 'Write it up' --body-file notes.md",
      "  gazette card create 'Roll back' --parent OPS-42:failure",
      "  gazette card create 'Close the books of May' --key books-2026-05",
      "  gazette card create 'Look at the logs' --in 2h",
      "  gazette card create 'Pay the invoice' --blocked 'Is the sum right?'",
      "  gazette card create 'Water the plants' --cron '0 9 * * mon,thu' --zone Europe/Berlin",
      "  gazette card create -f cards.ndjson --board ops"
    })
final class CreateCards implements Verb {

  @Parameters(
      arity = "0..1",
      paramLabel = "TITLE",
      description = "What is to be done, in one line.")
  @Nullable String title;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A file of cards, one JSON object a line; - is standard input.")
  @Nullable String file;

  @Option(
      names = "--column",
      paramLabel = "COLUMN",
      description = "The column to put it in; the board's first of state `ready` unless told.")
  @Nullable String column;

  @Option(
      names = "--parent",
      paramLabel = "CARD[:CONDITION]",
      description =
          "What it waits for; may be repeated. CONDITION is success unless told, failure, always or"
              + " the name of an outcome.")
  List<String> parents = List.of();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "Makes one card, however often it is run by whomever: a card that lives under this key on"
              + " the board is answered, unless it was made from other words (a --due like 3d is other"
              + " each time).")
  String key = "";

  @Option(
      names = "--blocked",
      paramLabel = "REASON",
      description =
          "What it needs of a person before anybody may claim it: it is blocked from the start, until"
              + " `answer` or `unblock`.")
  String blocked = "";

  @Mixin final BoardOption board = new BoardOption();
  @Mixin final WakeOptions wake = new WakeOptions();
  @Mixin final CardFields fields = new CardFields();

  @Override
  public void run(Session session) {
    if ((title == null) == (file == null)) {
      throw Failure.usage("Give either a TITLE or a file of cards with -f.");
    }
    var common = Card.newBuilder();
    fields.fill(session, common, FieldMask.newBuilder());
    wake.time().ifPresent(common::setWakeTime);
    wake.recurrence().ifPresent(common::setRecurrence);
    common.setBlockReason(blocked);
    if (column != null) {
      common.setColumnId(column);
    }
    if (file != null) {
      if (!key.isEmpty()) {
        throw Failure.usage("Give each line of the file an `idempotency_key`, not --key.");
      }
      new CardLines(session, board.in(session), common.build(), parents()).create(file);
      return;
    }
    var card =
        session.call(
            CardServiceGrpc.getCreateCardMethod(),
            CreateCardRequest.newBuilder()
                .setBoardId(board.in(session))
                .setCard(common.setTitle(title))
                .addAllParents(parents())
                .setIdempotencyKey(key)
                .build());
    String did = key.isEmpty() ? " created: " : " is the card of key " + key + ": ";
    String times = card.hasRecurrence() ? ", " + WakeOptions.told(card.getRecurrence()) : "";
    session.out().did(card, card.getId(), card.getId() + did + card.getTitle() + times);
  }

  private List<Edge> parents() {
    return parents.stream().map(ParentSpecs::parse).toList();
  }
}
