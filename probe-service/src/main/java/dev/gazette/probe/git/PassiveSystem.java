package dev.gazette.probe.git;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// The machine as JGit may see it here. Of itself JGit measures the clock of each file system by
/// writing files beside those it reads, and keeps the figure in the user's configuration; here it
/// is told one that is right for all. Of git's configuration it sees the user's and the
/// repository's.
@SuppressWarnings("deprecation") // JGit still asks for the two old ways of telling time.
final class PassiveSystem extends SystemReader {

  /// Coarser than any local file system's clock: a file that changed within it is read again.
  private static final long COARSEST_CLOCK_MILLIS = 2_000;

  private final SystemReader machine;

  private PassiveSystem(SystemReader machine) {
    this.machine = machine;
  }

  /// Makes JGit see this, in the whole process.
  static synchronized void install() {
    var machine = SystemReader.getInstance();
    if (!(machine instanceof PassiveSystem)) {
      SystemReader.setInstance(new PassiveSystem(machine));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new ReadOnlyConfig(parent, new File(fs.userHome(), ".gitconfig"), fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new ReadOnlyConfig(parent, null, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new ReadOnlyConfig(parent, null, fs);
  }

  @Override
  public String getHostname() {
    return machine.getHostname();
  }

  @Override
  public String getenv(String variable) {
    return machine.getenv(variable);
  }

  @Override
  public String getProperty(String key) {
    return machine.getProperty(key);
  }

  @Override
  public long getCurrentTime() {
    return machine.getCurrentTime();
  }

  @Override
  public int getTimezone(long when) {
    return machine.getTimezone(when);
  }

  /// A configuration that is read, if it has a file, and never written.
  private static final class ReadOnlyConfig extends FileBasedConfig {

    private final boolean hasFile;

    @SuppressWarnings("NullAway") // JGit takes null for: there is none.
    ReadOnlyConfig(Config parent, @Nullable File file, FS fs) {
      super(parent, file, fs);
      hasFile = file != null;
    }

    @Override
    public void load() throws java.io.IOException, org.eclipse.jgit.errors.ConfigInvalidException {
      if (hasFile) {
        super.load();
      }
    }

    @Override
    public void save() {
      // What JGit would remember is told it anew each time.
    }

    @Override
    public boolean isOutdated() {
      return hasFile && super.isOutdated();
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long fallback, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(COARSEST_CLOCK_MILLIS, TimeUnit.MILLISECONDS)
          : super.getTimeUnit(section, subsection, name, fallback, unit);
    }
  }
}
