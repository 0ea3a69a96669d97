package dev.gazette.governor.repository;

import java.time.Instant;
import java.util.List;

/// A governed repository, as the registry knows it.
///
/// @param path where it lies, as the probe resolved it
/// @param description what it is for
/// @param labels words to find it by
/// @param revision rises with every write of the entry; its etag
public record Repository(
    RepositoryId id,
    String path,
    String description,
    List<String> labels,
    Instant createTime,
    Instant updateTime,
    long revision) {

  /// Keeps its own list.
  public Repository {
    labels = List.copyOf(labels);
  }
}
