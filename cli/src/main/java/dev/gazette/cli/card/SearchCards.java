package dev.gazette.cli.card;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Text;
import dev.gazette.proto.board.v1.SearchCardsRequest;
import dev.gazette.proto.board.v1.SearchCardsResponse;
import dev.gazette.proto.board.v1.SearchHit;
import dev.gazette.proto.board.v1.SearchServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Finds cards by words.
@Command(
    name = "search",
    description = {
      "Finds cards by words in their titles, bodies and comments, newest card first.",
      "",
      "All words must stand in the card, in whichever of its texts. A phrase stands in double quotes,"
          + " WORD* also finds what goes on, -WORD leaves out what holds it (put -- before the words"
          + " then). Everything else is literal; capitals and accents do not count."
    },
    footer = {
      "",
      "Examples:",
      "  gazette card search certificate staging",
      "  gazette card search '\"renew the certificate\" host*' --state done,archived",
      "  gazette card search --board ops -- backup -postgres"
    })
final class SearchCards implements Verb {

  private static final int TITLE_CELLS = 40;

  @Parameters(arity = "1..*", paramLabel = "WORDS", description = "What to look for.")
  List<String> words = List.of();

  @Option(
      names = {"-b", "--board"},
      paramLabel = "BOARD",
      description = "Only cards of this board; of all that you may read unless told.")
  String board = "";

  @Option(
      names = {"-s", "--state"},
      paramLabel = "STATE",
      split = ",",
      description = "Only cards in this state; may be repeated. All but `archived` unless told.")
  List<String> states = List.of();

  @Option(
      names = {"-l", "--label"},
      paramLabel = "LABEL",
      description = "Only cards with this label.")
  String label = "";

  @Option(names = "--assignee", paramLabel = "NAME", description = "Only cards of this assignee.")
  String assignee = "";

  @Option(names = "--repo", paramLabel = "REPO", description = "Only cards about this repository.")
  String repo = "";

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var request =
        SearchCardsRequest.newBuilder()
            .setQuery(String.join(" ", words))
            .setBoardId(board)
            .setLabel(label)
            .setAssignee(assignee)
            .setRepositoryId(repo);
    states.forEach(state -> request.addStates(States.parse("--state", state)));
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    SearchServiceGrpc.getSearchCardsMethod(),
                    request.setPageSize(size).setPageToken(token).build()),
            SearchCardsResponse::getHitsList,
            SearchCardsResponse::getNextPageToken);
    Paging.print(session, page, hit -> hit.getCard().getId(), table());
  }

  private static Table<SearchHit> table() {
    return new Table<SearchHit>()
        .column("id", hit -> hit.getCard().getId())
        .column("state", hit -> States.word(hit.getCard().getState()))
        .column("title", SearchCards::title)
        .column("where", SearchCards::where)
        .column("found", SearchHit::getSnippet);
  }

  private static String title(SearchHit hit) {
    return Text.fit(Text.line(hit.getCard().getTitle()), TITLE_CELLS);
  }

  private static String where(SearchHit hit) {
    return hit.getCommentId() == 0 ? "card" : "comment " + hit.getCommentId();
  }
}
