package dev.gazette.governor.probe;

import static dev.gazette.governor.error.GovernorReason.PATH_REFUSED;

import dev.gazette.platform.field.Fields;

/// A file that Gazette manages, in the root of a repository.
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
    for (var path : values()) {
      if (path.fileName.equals(relativePath)) {
        return path;
      }
    }
    throw PATH_REFUSED.because(
        "%s is no managed file; those are .env and .gitignore in the root of a repository.",
        Fields.quoted(relativePath));
  }

  /// Its name in the root of the repository.
  public String fileName() {
    return fileName;
  }

  @Override
  public String toString() {
    return fileName;
  }
}
