package dev.gazette.cli.transfer;

import dev.gazette.proto.board.v1.RecordKind;
import java.util.List;
import java.util.Optional;

/// A file of an archive: the records of one kind, a line each. They lie in this order, in which
/// they are imported. Attachments lie behind these, as {@link AttachmentEntry} tells.
enum Part {
  CARDS("cards", RecordKind.RECORD_KIND_CARD),
  EDGES("edges", RecordKind.RECORD_KIND_EDGE),
  RUNS("runs", RecordKind.RECORD_KIND_RUN),
  COMMENTS("comments", RecordKind.RECORD_KIND_COMMENT),
  EVENTS("events", RecordKind.RECORD_KIND_EVENT);

  /// All, in the order in which they lie.
  static final List<Part> ALL = List.of(values());

  private final String word;
  private final RecordKind kind;

  Part(String word, RecordKind kind) {
    this.word = word;
    this.kind = kind;
  }

  /// What is counted, e.g. `cards`.
  String word() {
    return word;
  }

  /// The name of the file.
  String file() {
    return word + ".ndjson";
  }

  RecordKind kind() {
    return kind;
  }

  /// The part of a kind; empty for the board itself.
  static Optional<Part> of(RecordKind kind) {
    return ALL.stream().filter(part -> part.kind == kind).findFirst();
  }
}
