package dev.gazette.board.search;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.States;
import dev.gazette.board.card.CardFilter;
import dev.gazette.board.card.CardProtos;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.SearchCardsRequest;
import dev.gazette.proto.board.v1.SearchHit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Searches between the wire and the operations.
final class SearchProtos {

  private static final int LONGEST_QUERY = 1_000;

  private SearchProtos() {}

  static SearchQuery query(SearchCardsRequest request) {
    return SearchQuery.parse(Fields.text("query", request.getQuery(), LONGEST_QUERY));
  }

  static SearchFilter filter(SearchCardsRequest request) {
    return new SearchFilter(
        request.getBoardId().isEmpty()
            ? Optional.empty()
            : Optional.of(List.of(new BoardId(request.getBoardId()))),
        request.getStatesCount() == 0
            ? CardFilter.IN_SIGHT
            : request.getStatesList().stream()
                .map(state -> States.parse("states", state))
                .collect(Collectors.toUnmodifiableSet()),
        request.getLabel(),
        request.getAssignee(),
        request.getRepositoryId());
  }

  static SearchHit render(Searches.Hit hit) {
    return SearchHit.newBuilder()
        .setCard(CardProtos.render(hit.card()).toBuilder().clearBody())
        .setSnippet(hit.snippet())
        .setCommentId(hit.comment())
        .build();
  }
}
