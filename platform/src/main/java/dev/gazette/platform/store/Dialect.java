package dev.gazette.platform.store;

/// Which SQL a database speaks. Migrations lie in `db/<dialect>/<owner>` under the same versions
/// for both.
public enum Dialect {
  /// The embedded default: one file, one writer.
  SQLITE("sqlite", 256),
  /// A server, for several replicas. A group holds the service's lock, so it stays smaller.
  POSTGRESQL("postgresql", 64);

  private final String folder;
  private final int groupSize;

  Dialect(String folder, int groupSize) {
    this.folder = folder;
    this.groupSize = groupSize;
  }

  /// The dialect of a JDBC URL.
  public static Dialect of(String url) {
    return url.startsWith("jdbc:sqlite:") ? SQLITE : POSTGRESQL;
  }

  /// Where the migrations of an owner (`platform` or a service) lie on the class path.
  public String migrations(String owner) {
    return "db/" + folder + "/" + owner;
  }

  /// Whether several replicas of a service may write one database.
  public boolean replicated() {
    return this == POSTGRESQL;
  }

  /// How many operations one commit takes at the most (DESIGN decisions 1 and 3).
  public int groupSize() {
    return groupSize;
  }
}
