package dev.gazette.probe.git;

import static dev.gazette.probe.error.ProbeReason.REPOSITORY_UNREADABLE;

import dev.gazette.platform.error.Refusal;
import dev.gazette.probe.git.PassiveFileSystem.ProcessRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.IndexDiff;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.submodule.SubmoduleWalk.IgnoreSubmoduleMode;
import org.eclipse.jgit.treewalk.FileTreeIterator;

/// Reads what git knows of a repository, through JGit: runs none of the repository's code and
/// writes nothing. Blocks while disks answer.
public final class GitReader {

  private final PassiveFileSystem fileSystem = new PassiveFileSystem();

  /// A reader; changes what JGit sees of the machine in the whole process.
  public GitReader() {
    PassiveSystem.install();
  }

  /// Reads something of a repository.
  @FunctionalInterface
  private interface Reading<T> {
    T of(Repository repository) throws IOException;
  }

  /// The branch, head, dirty state and remotes of the repository at a path.
  public GitFacts facts(Path path) {
    return read(
        path,
        repository -> {
          var head = Optional.ofNullable(repository.resolve(Constants.HEAD));
          return new GitFacts(
              branch(repository),
              head.map(ObjectId::name).orElse(""),
              dirty(repository),
              remotes(repository));
        });
  }

  /// Whether the repository at a path has a file of its root in its index.
  public boolean tracks(Path path, String name) {
    return read(path, repository -> repository.readDirCache().getEntry(name) != null);
  }

  /// Where the user keeps ignore rules for all repositories, as git's configuration says; empty for
  /// git's own default.
  Optional<Path> excludesFile(Path path) {
    return read(
        path,
        repository ->
            Optional.ofNullable(
                repository
                    .getConfig()
                    .getPath("core", null, "excludesfile", fileSystem, path.toFile(), null)));
  }

  private <T> T read(Path path, Reading<T> reading) {
    try (var repository =
        new RepositoryBuilder()
            .setFS(fileSystem)
            .setGitDir(path.resolve(Constants.DOT_GIT).toFile())
            .setWorkTree(path.toFile())
            .setMustExist(true)
            .build()) {
      return reading.of(repository);
    } catch (IOException | RuntimeException failure) {
      if (failure instanceof Refusal refusal) {
        throw refusal;
      }
      throw REPOSITORY_UNREADABLE.because(
          "Cannot read git's files in %s: %s. Run `git fsck` there; formats that need git itself"
              + " (SHA-256, split or sparse index) are not read.",
          path, sentence(failure));
    }
  }

  private static String sentence(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof ConfigInvalidException)) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("unknown");
  }

  private static String branch(Repository repository) throws IOException {
    String full = repository.getFullBranch();
    return full != null && full.startsWith(Constants.R_HEADS)
        ? full.substring(Constants.R_HEADS.length())
        : "";
  }

  private static boolean dirty(Repository repository) throws IOException {
    var difference = new IndexDiff(repository, Constants.HEAD, new FileTreeIterator(repository));
    difference.setIgnoreSubmoduleMode(IgnoreSubmoduleMode.ALL);
    var watch = new FirstDifference(difference);
    try {
      difference.diff(watch, 0, 0, "");
    } catch (ProcessRefused _) {
      // A file that git would filter is not as the index remembers it: taken for changed.
      return true;
    }
    return watch.found();
  }

  private static List<Remote> remotes(Repository repository) {
    var config = repository.getConfig();
    return config.getSubsections("remote").stream()
        .sorted()
        .map(name ->
            Remote.masking(
                name, Optional.ofNullable(config.getString("remote", name, "url")).orElse("")))
        .toList();
  }
}
