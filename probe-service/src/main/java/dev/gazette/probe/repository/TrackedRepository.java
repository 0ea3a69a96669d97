package dev.gazette.probe.repository;

import dev.gazette.probe.git.GitFacts;
import java.nio.file.Path;

/// A repository that the probe watches.
///
/// @param id what the governor calls it
/// @param path where it lies: absolute, with no link in it
/// @param seen whether it was there at the last look
/// @param facts what was last seen; nothing at all before the first look
public record TrackedRepository(RepositoryId id, Path path, Seen seen, GitFacts facts) {

  /// How the last look went.
  public enum Seen {
    /// There was none yet.
    NEVER,
    /// It was there.
    THERE,
    /// It was not.
    VANISHED
  }
}
