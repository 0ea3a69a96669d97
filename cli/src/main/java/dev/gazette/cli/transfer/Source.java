package dev.gazette.cli.transfer;

import dev.gazette.proto.board.v1.BoardRecord;
import java.io.IOException;
import java.util.Optional;

/// A board in a file. What cannot be read fails with the end of a sentence.
interface Source extends AutoCloseable {

  /// The id that the board had: what the ids of its cards are made of.
  String board();

  /// The board, as JSON.
  String boardJson();

  /// The next record, in the order of imports; empty at the end.
  Optional<BoardRecord> next() throws IOException;

  /// The next file, in the order of imports, once all records are told; empty at the end.
  Optional<AttachedFile> nextFile() throws IOException;

  /// How many files it names, so far, that cannot be brought.
  long missing();

  @Override
  void close() throws IOException;
}
