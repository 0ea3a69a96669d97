package dev.gazette.probe.git;

import java.util.stream.Stream;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.IndexDiff;

/// Ends a comparison at the first difference: whether there is one is all that is asked.
final class FirstDifference extends EmptyProgressMonitor {

  private final IndexDiff difference;

  FirstDifference(IndexDiff difference) {
    this.difference = difference;
  }

  @Override
  public boolean isCancelled() {
    return found();
  }

  /// Whether a difference was found so far.
  boolean found() {
    return Stream.of(
            difference.getAdded(),
            difference.getChanged(),
            difference.getRemoved(),
            difference.getMissing(),
            difference.getModified(),
            difference.getUntracked(),
            difference.getConflicting())
        .anyMatch(paths -> !paths.isEmpty());
  }
}
