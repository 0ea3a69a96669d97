package dev.gazette.cli.board;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.event.Following;
import dev.gazette.cli.event.Subjects;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.GetBoardRequest;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Draws a board.
@Command(
    name = "show",
    description = {
      "Draws a board's columns and their cards.",
      "",
      "With --watch it is drawn again at every change, across restarts of Gazette, until Ctrl-C."
          + " With --json each drawing is one line: `board` and its `cards`. With -q, the ids of"
          + " the cards."
    },
    footer = {
      "",
      "Examples:",
      "  gazette board show",
      "  gazette board show ops --watch",
      "  gazette board show ops --json"
    })
final class ShowBoard implements Verb {

  private static final int USUAL_WIDTH = 100;
  private static final int PAGE = 1000;
  private static final int MOST_CARDS = 100_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration SETTLING = Duration.ofMillis(50);
  private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

  @Parameters(arity = "0..1", paramLabel = "BOARD", description = "The board's id.")
  @Nullable String id;

  @Option(
      names = {"-w", "--watch"},
      description = "Draw it again at every change.")
  boolean watch;

  @Override
  public void run(Session session) {
    String name = session.board(id);
    if (!watch) {
      draw(session, name);
      return;
    }
    var changes =
        WatchEventsRequest.newBuilder()
            .setSubjectPrefix(Subjects.board(name))
            .setResumeToken("now")
            .build();
    try (var following = new Following(session, changes)) {
      while (!Thread.currentThread().isInterrupted()) {
        if (following.next(PATIENCE).isPresent()) {
          settle(following);
          redraw(session, name);
        }
      }
    }
  }

  /// Takes what comes in quick succession together.
  private static void settle(Following following) {
    while (following.next(SETTLING).isPresent()) {
      // One drawing shows them all.
    }
  }

  /// A board that is away is drawn when it is back: following it begins with a step.
  private void redraw(Session session, String name) {
    try {
      draw(session, name);
    } catch (Failure failure) {
      if (failure.exit() != Exit.UNREACHABLE) {
        throw failure;
      }
    }
  }

  private void draw(Session session, String name) {
    var board =
        session.call(
            BoardServiceGrpc.getGetBoardMethod(),
            GetBoardRequest.newBuilder().setBoardId(name).build());
    var cards = cards(session, name);
    var out = session.out();
    if (out.form() == Output.Form.PEOPLE) {
      if (watch && session.around().terminals().out()) {
        out.raw(CLEAR);
      }
      new Drawing(out.style(), out.width() == 0 ? USUAL_WIDTH : out.width())
          .lines(board, cards)
          .forEach(out::write);
      out.flush();
    } else if (out.form() == Output.Form.JSON) {
      var shown = new LinkedHashMap<String, Object>();
      shown.put("board", board);
      shown.put("cards", cards);
      out.next(shown, name, "");
    } else {
      cards.forEach(card -> out.next(card, card.getId(), ""));
    }
  }

  private static List<Card> cards(Session session, String name) {
    var cards = new ArrayList<Card>();
    var request = ListCardsRequest.newBuilder().setBoardId(name).setPageSize(PAGE);
    do {
      var page = session.call(CardServiceGrpc.getListCardsMethod(), request.build());
      cards.addAll(page.getCardsList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty() && cards.size() < MOST_CARDS);
    return cards;
  }
}
