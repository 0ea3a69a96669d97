package dev.gazette.probe.file;

import dev.gazette.probe.repository.RepositoryId;
import java.time.Instant;

/// One write that the governor decided, its signature checked.
///
/// @param hashBefore of the file before; empty when there must be none
/// @param hashAfter of the content to write; empty to remove the file
/// @param mode the permission bits to leave it with
/// @param epoch rises with every order for the file
/// @param nonce makes it one order and no other
/// @param expireTime when it lapses
record Order(
    RepositoryId repository,
    ManagedPath path,
    String hashBefore,
    String hashAfter,
    int mode,
    long epoch,
    String nonce,
    Instant expireTime) {

  /// Whether the file is to be removed.
  boolean removes() {
    return hashAfter.isEmpty();
  }

  /// Whether the file is already as it orders.
  boolean isFulfilledBy(FileOnDisk file) {
    return file.hash().equals(hashAfter) && (removes() || file.mode() == mode);
  }
}
