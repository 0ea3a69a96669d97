package dev.gazette.probe.repository;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.util.regex.Pattern;

/// The id that the governor registered a repository under.
public record RepositoryId(String value) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

  /// Reads an id.
  public static RepositoryId parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      throw INVALID_ARGUMENT.because(
          "repository_id is no id: 1 to 100 of A-Z a-z 0-9 . _ -, not starting with a dot or hyphen.");
    }
    return new RepositoryId(text);
  }

  /// Its resource path.
  public String subject() {
    return "repositories/" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
