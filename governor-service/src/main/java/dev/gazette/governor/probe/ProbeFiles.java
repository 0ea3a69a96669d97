package dev.gazette.governor.probe;

import dev.gazette.proto.probe.v1.WriteOrder;

/// Managed files, by way of the probe. Blocks while the probe answers. What it refuses is thrown as
/// it said it; when it does not answer, `PROBE_UNAVAILABLE`.
public interface ProbeFiles {

  /// Has a registered repository watched again that the probe forgot.
  void track(String repository, String path);

  /// Reads a file.
  FileState read(String repository, ManagedPath path);

  /// Whether the repository's `.env` is one that git ignores now, and would not ignore if
  /// `.gitignore` held this.
  boolean exposesEnv(String repository, String gitignore);

  /// Has an order carried out, signed here and now.
  ///
  /// @param content what to write; empty to remove the file
  void write(WriteOrder order, String content);
}
