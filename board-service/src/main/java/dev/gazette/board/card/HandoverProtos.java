package dev.gazette.board.card;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a completion says of other cards, from the wire.
final class HandoverProtos {

  private static final int MOST_CREATED = 100;
  private static final int MOST_ARTIFACTS = 100;

  /// How many of the ids in a summary are looked at.
  private static final int MOST_MENTIONED = 20;

  /// An id as the board writes it; `utf-8` is none, and `UTF-8` only where there is such a board.
  private static final Pattern ID =
      Pattern.compile("(?<![A-Za-z0-9_-])[A-Z][A-Z0-9_]{0,31}-[1-9][0-9]{0,8}(?![A-Za-z0-9_-])");

  private HandoverProtos() {}

  /// @param readable the boards that the caller may read
  static Handover handover(CompleteCardRequest request, Predicate<BoardId> readable) {
    if (request.getCreatedCardIdsCount() > MOST_CREATED) {
      throw INVALID_ARGUMENT.because(
          "created_card_ids has %d entries; at most %d.",
          request.getCreatedCardIdsCount(), MOST_CREATED);
    }
    var created = request.getCreatedCardIdsList().stream().map(CardId::parse).distinct().toList();
    if (request.getArtifactIdsCount() > MOST_ARTIFACTS) {
      throw INVALID_ARGUMENT.because(
          "artifact_ids has %d entries; at most %d.",
          request.getArtifactIdsCount(), MOST_ARTIFACTS);
    }
    var files = request.getArtifactIdsList().stream().distinct().toList();
    String metadata = MetadataProtos.json(request.hasMetadata(), request.getMetadata());
    return new Handover(created, mentioned(request.getSummary(), readable), files, metadata);
  }

  private static List<CardId> mentioned(String summary, Predicate<BoardId> readable) {
    return summary.indexOf('-') < 0
        ? List.of()
        : ID.matcher(summary)
            .results()
            .map(MatchResult::group)
            .map(CardId::parse)
            .distinct()
            .filter(id -> readable.test(id.board()))
            .limit(MOST_MENTIONED)
            .toList();
  }
}
