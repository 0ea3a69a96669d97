package dev.gazette.cli.board;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.Column;
import java.util.regex.Pattern;

/// Columns as options write them: `ID=STATE[:WIP]`.
final class ColumnSpecs {

  private static final Pattern SHAPE =
      Pattern.compile("(?<id>[^=]+)=(?<state>[^:]+)(:(?<wip>\\d{1,9}))?");

  private ColumnSpecs() {}

  static Column parse(String option, String text) {
    var match = SHAPE.matcher(text);
    if (!match.matches()) {
      throw Failure.usage("%s %s must be ID=STATE or ID=STATE:WIP.", option, text);
    }
    var state = Words.parse(option, match.group("state"), CardState.getDescriptor());
    String wip = match.group("wip");
    return Column.newBuilder()
        .setId(match.group("id"))
        .setState(CardState.valueOf(state))
        .setWipLimit(wip == null ? 0 : Integer.parseInt(wip))
        .build();
  }
}
