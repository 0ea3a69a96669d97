package dev.gazette.probe.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator.FileModeStrategy;
import org.eclipse.jgit.treewalk.WorkingTreeIterator.Entry;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FS_POSIX;
import org.eclipse.jgit.util.ProcessResult;

/// The file system as JGit may see it here: it starts no process, whatever a repository's
/// configuration asks for (filters, hooks, `git` itself), and it shows no pipes, sockets or
/// devices, as git does not.
final class PassiveFileSystem extends FS_POSIX {

  PassiveFileSystem() {}

  private PassiveFileSystem(FS source) {
    super(source);
  }

  @Override
  public FS newInstance() {
    return new PassiveFileSystem(this);
  }

  @Override
  @SuppressWarnings("NullAway") // JGit takes null for: there is none.
  protected File discoverGitExe() {
    return null;
  }

  @Override
  public ProcessBuilder runInShell(String command, String[] arguments) {
    throw new ProcessRefused();
  }

  @Override
  public ProcessResult runHookIfPresent(
      Repository repository,
      String hook,
      String[] arguments,
      java.io.OutputStream output,
      java.io.OutputStream errors,
      String input) {
    return new ProcessResult(ProcessResult.Status.NOT_PRESENT);
  }

  @Override
  public Entry[] list(File directory, FileModeStrategy strategy) {
    var entries = super.list(directory, strategy);
    return Arrays.stream(entries)
        .filter(entry -> !isSpecial(new File(directory, entry.getName())))
        .toArray(Entry[]::new);
  }

  private static boolean isSpecial(File file) {
    try {
      return Files.readAttributes(
              file.toPath(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther();
    } catch (IOException | java.nio.file.InvalidPathException _) {
      return false; // Gone meanwhile: JGit finds that out itself.
    }
  }

  /// A content filter would have to run to tell whether a file differs.
  static final class ProcessRefused extends RuntimeException {
    ProcessRefused() {
      super("A filter would have to run", null, false, false);
    }
  }
}
