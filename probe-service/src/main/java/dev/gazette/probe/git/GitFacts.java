package dev.gazette.probe.git;

import java.util.List;

/// What git says of a repository at one time.
///
/// @param branch the branch that is checked out; empty when the head is detached
/// @param head the commit that is checked out, in hex; empty before the first
/// @param dirty whether tracked files differ from the commit, or there are files that git neither
///   tracks nor ignores
/// @param remotes by name
public record GitFacts(String branch, String head, boolean dirty, List<Remote> remotes) {

  /// Keeps its own list.
  public GitFacts {
    remotes = List.copyOf(remotes);
  }
}
