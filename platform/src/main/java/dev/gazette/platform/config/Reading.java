package dev.gazette.platform.config;

/// How the text of a setting becomes its value.
@FunctionalInterface
public interface Reading<T> {

  /// The value of a text.
  ///
  /// @throws IllegalArgumentException with what is expected, as the end of "must be …"
  T read(String text);
}
