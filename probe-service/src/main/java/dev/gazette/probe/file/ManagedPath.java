package dev.gazette.probe.file;

import static dev.gazette.probe.error.ProbeReason.PATH_REFUSED;

import dev.gazette.platform.field.Fields;
import java.util.Arrays;
import java.util.stream.Collectors;

/// A file that Gazette manages: by its name in the root of a repository, and no other.
public enum ManagedPath {
  /// Settings and secrets of the repository's programs.
  ENV(".env"),
  /// What git leaves alone.
  GITIGNORE(".gitignore");

  private final String fileName;

  ManagedPath(String fileName) {
    this.fileName = fileName;
  }

  /// Reads a path relative to the repository.
  public static ManagedPath parse(String relativePath) {
    return Arrays.stream(values())
        .filter(path -> path.fileName.equals(relativePath))
        .findFirst()
        .orElseThrow(() ->
            PATH_REFUSED.because(
                "%s is no managed file; those are %s in the root of a repository.",
                Fields.quoted(relativePath),
                Arrays.stream(values())
                    .map(ManagedPath::fileName)
                    .collect(Collectors.joining(", "))));
  }

  /// Its name in the root of the repository.
  public String fileName() {
    return fileName;
  }

  /// The name that new content has until it is whole.
  String draftName() {
    return fileName + ".gazette-draft";
  }
}
