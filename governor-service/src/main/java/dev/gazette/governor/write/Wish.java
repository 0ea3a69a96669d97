package dev.gazette.governor.write;

import static dev.gazette.governor.error.GovernorReason.ENV_QUOTE_OPEN;
import static dev.gazette.governor.error.GovernorReason.FILE_CHANGED;

import dev.gazette.governor.env.EnvFile;
import dev.gazette.governor.gitignore.Gitignore;
import dev.gazette.governor.probe.FileState;
import dev.gazette.governor.probe.ManagedPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What somebody wants of a managed file. Deciding is pure: the same text gives the same change, so
/// it can be decided again when the file changed meanwhile.
sealed interface Wish {

  /// The file.
  ManagedPath path();

  /// What the file has to become.
  FileChange decide(FileState file);

  /// A key is to have a value.
  record SetEnvKey(String key, String value) implements Wish {
    @Override
    public ManagedPath path() {
      return ManagedPath.ENV;
    }

    @Override
    public FileChange decide(FileState file) {
      var before = EnvFile.parse(file.text().orElse(""));
      var after = before.with(key, value);
      requireOnly(Set.of(key), before, after);
      if (!EnvFile.parse(after.text()).value(key).equals(Optional.of(value))) {
        throw quoteOpen();
      }
      return FileChange.text(path(), file, after.text(), "set " + key);
    }

    /// Shows no value.
    @Override
    public String toString() {
      return "SetEnvKey[" + key + "]";
    }
  }

  /// The keys of a template are to be there.
  record ApplyEnvTemplate(EnvFile template) implements Wish {
    @Override
    public ManagedPath path() {
      return ManagedPath.ENV;
    }

    @Override
    public FileChange decide(FileState file) {
      var before = EnvFile.parse(file.text().orElse(""));
      var after = before.withMissing(template);
      requireOnly(Set.of(), before, after);
      var added = template.keys().stream().filter(key -> before.value(key).isEmpty()).toList();
      String summary = "add " + (added.size() == 1 ? added.getFirst() : added.size() + " keys");
      return FileChange.text(path(), file, after.text(), summary);
    }
  }

  /// Lines are to be in `.gitignore`.
  record MergeGitignore(List<String> lines) implements Wish {
    @Override
    public ManagedPath path() {
      return ManagedPath.GITIGNORE;
    }

    @Override
    public FileChange decide(FileState file) {
      String before = file.text().orElse("");
      int lacking = Gitignore.lacking(before, lines);
      return FileChange.text(
          path(),
          file,
          Gitignore.merge(before, lines),
          "add " + lacking + (lacking == 1 ? " line" : " lines"));
    }
  }

  /// A file is to be ignored, whatever `.gitignore` says of it so far.
  record Ignore(ManagedPath ignored) implements Wish {
    @Override
    public ManagedPath path() {
      return ManagedPath.GITIGNORE;
    }

    @Override
    public FileChange decide(FileState file) {
      String after = Gitignore.ignore(file.text().orElse(""), ignored.fileName());
      return FileChange.text(path(), file, after, "ignore " + ignored);
    }
  }

  /// A file is to have the text from before its last write. It keeps the mode that it has now,
  /// which somebody may have chosen since; one that is made again gets the mode that it had.
  record Undo(RecordedWrite write, Optional<String> textBefore) implements Wish {
    @Override
    public ManagedPath path() {
      return write.path();
    }

    @Override
    public FileChange decide(FileState file) {
      if (!file.hash().equals(write.hashAfter())) {
        throw FILE_CHANGED.because(
            "%s was changed since %s (%s), so that write is not undone; look at the file.",
            path(), write.id(), write.summary());
      }
      return new FileChange(
          path(),
          file,
          textBefore,
          file.text().isPresent() ? file.mode() : write.modeBefore(),
          "undo " + write.id() + " (" + write.summary() + ")",
          Optional.of(write.id()));
    }

    /// Shows no content.
    @Override
    public String toString() {
      return "Undo[" + write.id() + "]";
    }
  }

  private static void requireOnly(Set<String> changed, EnvFile before, EnvFile after) {
    if (!before.agrees(EnvFile.parse(after.text()), changed)) {
      throw quoteOpen();
    }
  }

  private static RuntimeException quoteOpen() {
    return ENV_QUOTE_OPEN.because(
        "A quote in .env is never closed, so the change could alter other keys; close it first.");
  }
}
