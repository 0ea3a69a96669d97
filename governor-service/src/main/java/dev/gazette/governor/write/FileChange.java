package dev.gazette.governor.write;

import dev.gazette.governor.probe.FileState;
import dev.gazette.governor.probe.ManagedPath;
import java.util.Optional;

/// What a file is to become, decided on its text alone.
///
/// @param before the text that was read; empty for no file
/// @param after the text to write; empty to remove the file
/// @param mode the permission bits to leave it with; 0 for no file
/// @param summary what it does, in words; holds no value
/// @param undoes the write that it undoes; empty for none
record FileChange(
    ManagedPath path,
    FileState before,
    Optional<String> after,
    int mode,
    String summary,
    Optional<WriteId> undoes) {

  /// Secrets: for their owner alone.
  private static final int NEW_ENV = 0600;

  private static final int NEW_GITIGNORE = 0644;

  /// A new text; the file keeps its mode.
  static FileChange text(ManagedPath path, FileState before, String after, String summary) {
    int fresh = path == ManagedPath.ENV ? NEW_ENV : NEW_GITIGNORE;
    return new FileChange(
        path,
        before,
        before.text().isEmpty() && after.isEmpty() ? Optional.empty() : Optional.of(after),
        before.text().isPresent() ? before.mode() : fresh,
        summary,
        Optional.empty());
  }

  /// Whether anything has to be written.
  boolean isNeeded() {
    return !after.equals(before.text()) || (after.isPresent() && mode != before.mode());
  }

  /// SHA-256 of the text after, in hex; empty when the file is removed.
  String hashAfter() {
    return after.map(Hashes::sha256).orElse("");
  }
}
