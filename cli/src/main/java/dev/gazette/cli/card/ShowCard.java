package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Json;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.Attachment;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.Edge;
import dev.gazette.proto.board.v1.EdgeServiceGrpc;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.ListEdgesRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Shows a card, what it waits for, and what waits for it.
@Command(
    name = "show",
    description = {
      "Shows a card, what it waits for, and what waits for it; to a person also its last five"
          + " comments.",
      "",
      "With --json: the card, with `parents` and `children`, the edges to it and from it, and its"
          + " `attachments`."
    },
    footer = {"", "Examples:", "  gazette card show OPS-42", "  gazette card show OPS-42 --json"})
final class ShowCard implements Verb {

  private static final int PAGE = 1_000;

  @Parameters(paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Override
  public void run(Session session) {
    var shown =
        session.call(
            CardServiceGrpc.getGetCardMethod(),
            GetCardRequest.newBuilder().setCardId(card).build());
    var out = session.out();
    if (out.form() == Output.Form.IDS) {
      out.show(shown, shown.getId());
      return;
    }
    var edges = edges(session, shown.getId());
    var parents = edges.stream().filter(edge -> edge.getChildId().equals(shown.getId())).toList();
    var children = edges.stream().filter(edge -> edge.getParentId().equals(shown.getId())).toList();
    if (out.form() == Output.Form.JSON) {
      var fields = Json.fields(shown);
      fields.put("parents", parents);
      fields.put("children", children);
      fields.put("attachments", AttachmentGroup.of(session, shown.getId()));
      out.did(fields, shown.getId(), "");
      return;
    }
    out.show(shown, shown.getId());
    list(session, parents, "waits for", Edge::getParentId);
    list(session, children, "awaited by", Edge::getChildId);
    var attachments = AttachmentGroup.of(session, shown.getId());
    if (!attachments.isEmpty()) {
      out.write("");
      out.list(attachments, "", Attachment::getName, ListAttachments.table());
    }
    Talk.printNewest(session, shown.getId());
  }

  private static List<Edge> edges(Session session, String id) {
    var edges = new ArrayList<Edge>();
    String token = "";
    do {
      var page =
          session.call(
              EdgeServiceGrpc.getListEdgesMethod(),
              ListEdgesRequest.newBuilder()
                  .setCardId(id)
                  .setPageSize(PAGE)
                  .setPageToken(token)
                  .build());
      edges.addAll(page.getEdgesList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return edges;
  }

  private static void list(
      Session session, List<Edge> edges, String heading, Function<Edge, String> other) {
    if (!edges.isEmpty()) {
      session.out().write("");
      session.out().list(edges, "", other, table(heading, other));
    }
  }

  private static Table<Edge> table(String heading, Function<Edge, String> other) {
    return new Table<Edge>()
        .column(heading, other)
        .column("standing", edge -> Words.of(edge.getStanding().getValueDescriptor()))
        .column("condition", ShowCard::condition)
        .column("otherwise", edge -> Words.of(edge.getOtherwise().getValueDescriptor()));
  }

  private static String condition(Edge edge) {
    return edge.getOutcome().isEmpty()
        ? Words.of(edge.getCondition().getValueDescriptor()).replace('_', ' ')
        : "on " + edge.getOutcome();
  }
}
