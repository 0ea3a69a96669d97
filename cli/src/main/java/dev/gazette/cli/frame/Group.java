package dev.gazette.cli.frame;

import java.util.List;

/// A command that only holds verbs, and makes each when it is asked for: a run builds the one verb
/// that it needs, help builds them all.
public interface Group {

  /// The names of its verbs, in the order that help lists them.
  List<String> verbs();

  /// A fresh verb or group of that name, which must be one of {@link #verbs}.
  Object verb(String name);

  /// What {@link #verb} throws for a name that it does not hold: `verbs()` and `verb()` disagree.
  static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("No verb " + name);
  }
}
