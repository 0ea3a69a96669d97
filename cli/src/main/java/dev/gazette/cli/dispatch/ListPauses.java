package dev.gazette.cli.dispatch;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.DispatchServiceGrpc;
import dev.gazette.proto.board.v1.ListPausesRequest;
import dev.gazette.proto.board.v1.Pause;
import java.util.List;
import picocli.CommandLine.Command;

/// Lists what is not given out.
@Command(
    name = "list",
    description =
        "Lists what is not given out, by whom and since when: pauses of people, and what the board holds"
            + " back itself because too many attempts failed in a row.",
    footer = {"", "Examples:", "  gazette dispatch list"})
public final class ListPauses implements Verb {

  @Override
  public void run(Session session) {
    session
        .out()
        .list(
            pauses(session),
            "",
            PausedCards::id,
            new Table<Pause>()
                .column("board", pause -> PausedCards.all(pause.getBoardId()))
                .column("assignee", pause -> PausedCards.all(pause.getAssignee()))
                .column("since", pause -> Times.brief(pause.getCreateTime()))
                .column("until", PausedCards::until)
                .column("by", Pause::getActor)
                .column("why", Pause::getReason));
  }

  /// What stands.
  public static List<Pause> pauses(Session session) {
    return session
        .call(DispatchServiceGrpc.getListPausesMethod(), ListPausesRequest.getDefaultInstance())
        .getPausesList();
  }

  /// One of them as a sentence, for a status.
  public static String sentence(Pause pause) {
    return PausedCards.sentence(pause);
  }
}
