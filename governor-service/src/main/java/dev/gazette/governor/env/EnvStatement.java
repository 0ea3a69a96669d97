package dev.gazette.governor.env;

/// One statement of an `.env` file with every byte of it, the end of its last line included.
sealed interface EnvStatement {

  /// Its text.
  String text();

  /// What assigns nothing: a blank line, a comment, or what nobody understands.
  record Other(String text) implements EnvStatement {

    /// Whether it is a blank line or a comment.
    boolean isComment() {
      String stripped = text.strip();
      return stripped.isEmpty() || stripped.startsWith("#");
    }
  }

  /// An assignment, e.g. `export KEY="a b" # why`.
  ///
  /// @param prefix what stands before the value, e.g. `export KEY=`
  /// @param key whose value it sets
  /// @param token the value as written, e.g. `"a b"`; may span lines
  /// @param value the value as read, e.g. `a b`
  /// @param suffix what stands after the value, e.g. ` # why` and the end of the line
  record Assignment(String prefix, String key, String token, String value, String suffix)
      implements EnvStatement {

    @Override
    public String text() {
      return prefix + token + suffix;
    }

    /// The same with another value. A comment that touches the old token needs a quoted one.
    Assignment with(String newValue) {
      String plain = EnvValue.write(newValue);
      String written = suffix.startsWith("#") ? EnvValue.quote(newValue) : plain;
      return new Assignment(prefix, key, written, newValue, suffix);
    }
  }
}
