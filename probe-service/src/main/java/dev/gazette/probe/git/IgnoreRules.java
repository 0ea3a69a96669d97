package dev.gazette.probe.git;

import dev.gazette.probe.disk.SecureFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Whether git would ignore a file in a repository's root, be it there or not. The first of these
/// that says anything decides: `.gitignore`, `.git/info/exclude`, the user's own rules. As with
/// git, a `.gitignore` that is a link is not read.
public final class IgnoreRules {

  private static final int MOST = 1 << 20;

  private final GitReader git;

  /// Rules that ask git's configuration where the user's own lie.
  public IgnoreRules(GitReader git) {
    this.git = git;
  }

  /// Whether a file of this name is ignored in an open repository.
  public boolean ignores(SecureFolder repository, String name) throws IOException {
    return ignores(repository, name, verdict(repository, ".gitignore", name));
  }

  /// Whether it would be ignored if `.gitignore` held this.
  public boolean wouldIgnore(SecureFolder repository, String name, String gitignore)
      throws IOException {
    return ignores(repository, name, verdict(gitignore.getBytes(StandardCharsets.UTF_8), name));
  }

  private boolean ignores(SecureFolder repository, String name, @Nullable Boolean ofGitignore)
      throws IOException {
    var verdict = ofGitignore;
    if (verdict == null) {
      verdict = ofInfo(repository, name);
    }
    if (verdict == null) {
      verdict = ofUser(repository.path(), name);
    }
    return verdict != null && verdict;
  }

  private static @Nullable Boolean ofInfo(SecureFolder repository, String name) throws IOException {
    try (var internals = repository.child(".git")) {
      if (internals.look("info").filter(info -> info.isDirectory()).isEmpty()) {
        return null;
      }
      try (var info = internals.child("info")) {
        return verdict(info, "exclude", name);
      }
    }
  }

  private @Nullable Boolean ofUser(Path repository, String name) throws IOException {
    var file =
        git.excludesFile(repository)
            .or(() ->
                Optional.ofNullable(SystemReader.getInstance().getXdgConfigDirectory(FS.DETECTED))
                    .map(folder -> folder.resolve("git").resolve("ignore")));
    if (file.isEmpty() || !Files.isRegularFile(file.get()) || Files.size(file.get()) > MOST) {
      return null;
    }
    return verdict(Files.readAllBytes(file.get()), name);
  }

  private static @Nullable Boolean verdict(SecureFolder folder, String rules, String name)
      throws IOException {
    var found = folder.look(rules);
    if (found.isEmpty() || !found.get().isRegularFile()) {
      return null;
    }
    return verdict(folder.read(rules, MOST), name);
  }

  private static @Nullable Boolean verdict(byte[] rules, String name) throws IOException {
    var node = new IgnoreNode();
    node.parse(new ByteArrayInputStream(rules));
    return node.checkIgnored(name, false);
  }
}
