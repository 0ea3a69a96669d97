package dev.gazette.cli.frame;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that names a board.
public final class BoardOption {

  @Option(
      names = {"-b", "--board"},
      paramLabel = "BOARD",
      description =
          "The board: $GAZETTE_BOARD, or the current one (`board use`), or `default`, unless told.")
  @Nullable String board;

  /// The board of a run.
  public String in(Session session) {
    return session.board(board);
  }
}
