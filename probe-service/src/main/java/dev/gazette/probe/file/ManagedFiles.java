package dev.gazette.probe.file;

import static dev.gazette.probe.error.ProbeReason.FILE_CHANGED;
import static dev.gazette.probe.error.ProbeReason.FILE_REFUSED;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_VANISHED;

import dev.gazette.probe.disk.DiskThreads;
import dev.gazette.probe.disk.SecureFolder;
import dev.gazette.probe.git.GitReader;
import dev.gazette.probe.git.IgnoreRules;
import dev.gazette.probe.repository.TrackedRepository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Reads and writes managed files: for one repository one at a time, so that nothing comes between
/// a look and a write but what other programs do.
public final class ManagedFiles {

  private final DiskThreads threads;
  private final GitReader git;
  private final IgnoreRules ignoreRules;

  /// Managed files, on threads of their own.
  public ManagedFiles(DiskThreads threads, GitReader git) {
    this.threads = threads;
    this.git = git;
    this.ignoreRules = new IgnoreRules(git);
  }

  /// A file, and what git thinks of it.
  record Look(FileOnDisk file, boolean tracked, boolean ignored) {}

  CompletionStage<Look> read(TrackedRepository repository, ManagedPath path) {
    return threads.run(
        repository.id().value(),
        () -> {
          try (var folder = open(repository)) {
            folder.clearDraft(path);
            return look(folder, path);
          } catch (IOException failure) {
            throw unreadable(repository, failure);
          }
        });
  }

  /// The other managed files that are there, that git ignores, and that it would not ignore if
  /// `.gitignore` held this.
  CompletionStage<List<ManagedPath>> exposed(TrackedRepository repository, String gitignore) {
    return threads.run(
        repository.id().value(),
        () -> {
          try (var folder = open(repository)) {
            var exposed = new ArrayList<ManagedPath>();
            for (var path : ManagedPath.values()) {
              if (path != ManagedPath.GITIGNORE && exposes(folder.folder(), path, gitignore)) {
                exposed.add(path);
              }
            }
            return exposed;
          } catch (IOException failure) {
            throw unreadable(repository, failure);
          }
        });
  }

  private boolean exposes(SecureFolder folder, ManagedPath path, String gitignore)
      throws IOException {
    return folder.look(path.fileName()).isPresent()
        && !git.tracks(folder.path(), path.fileName())
        && ignoreRules.ignores(folder, path.fileName())
        && !ignoreRules.wouldIgnore(folder, path.fileName(), gitignore);
  }

  /// Carries an order out.
  ///
  /// @param accept accepts the order for good, or throws; called only when the disk is as it says
  CompletionStage<Look> write(
      TrackedRepository repository, Order order, byte[] content, Runnable accept) {
    return threads.run(
        repository.id().value(),
        () -> {
          try (var folder = open(repository)) {
            var file = folder.read(order.path());
            if (!order.isFulfilledBy(file)) {
              requireBefore(order, file);
              accept.run();
              carryOut(folder, order, content);
            }
            return look(folder, order.path());
          } catch (IOException failure) {
            throw unreadable(repository, failure);
          }
        });
  }

  private static void carryOut(ManagedFolder folder, Order order, byte[] content) {
    if (order.removes()) {
      folder.remove(order.path(), order.hashBefore());
    } else {
      folder.replace(order.path(), order.hashBefore(), content, order.mode());
    }
  }

  private static void requireBefore(Order order, FileOnDisk file) {
    if (!file.hash().equals(order.hashBefore())) {
      throw FILE_CHANGED.because(
          "%s of %s is not as it was when the write was decided; look at it, then try again.",
          order.path().fileName(), order.repository());
    }
  }

  private static ManagedFolder open(TrackedRepository repository) throws IOException {
    var folder = ManagedFolder.open(repository.path());
    if (folder.folder().look(".git").filter(found -> found.isDirectory()).isEmpty()) {
      folder.close();
      throw REPOSITORY_VANISHED.because(
          "%s holds no .git folder any more; put it back, or remove %s from the registry.",
          repository.path(), repository.id());
    }
    return folder;
  }

  private Look look(ManagedFolder folder, ManagedPath path) throws IOException {
    return new Look(
        folder.read(path),
        git.tracks(folder.folder().path(), path.fileName()),
        ignoreRules.ignores(folder.folder(), path.fileName()));
  }

  private static RuntimeException unreadable(TrackedRepository repository, IOException failure) {
    return FILE_REFUSED.because(
        "The files in %s cannot be looked at (%s); look at its rights.",
        repository.path(), failure.getMessage());
  }
}
