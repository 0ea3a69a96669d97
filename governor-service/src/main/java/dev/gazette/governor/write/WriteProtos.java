package dev.gazette.governor.write;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.util.Timestamps;
import dev.gazette.governor.env.EnvFile;
import dev.gazette.governor.probe.ManagedPath;
import dev.gazette.governor.repository.RepositoryId;
import dev.gazette.governor.text.UnifiedDiff;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.governor.v1.ApplyEnvTemplateRequest;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.governor.v1.MergeGitignoreRequest;
import dev.gazette.proto.governor.v1.SetEnvKeyRequest;
import dev.gazette.proto.governor.v1.WriteState;
import java.util.List;
import java.util.regex.Pattern;

/// Governed writes between the wire and here.
final class WriteProtos {

  private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");
  private static final int LARGEST_VALUE = 64 * 1_024;
  private static final int LARGEST_TEMPLATE = 256 * 1_024;
  private static final int MOST_LINES = 1_000;
  private static final int LONGEST_LINE = 1_000;

  private WriteProtos() {}

  static RepositoryId repository(String id) {
    return RepositoryId.parse("repository_id", id);
  }

  static Wish wish(SetEnvKeyRequest request) {
    if (!KEY.matcher(request.getKey()).matches()) {
      throw INVALID_ARGUMENT.because(
          "key is no name of a variable: a letter or underscore, then letters, digits, underscores; up to 200.");
    }
    return new Wish.SetEnvKey(
        request.getKey(), Fields.textOfBytes("value", request.getValue(), LARGEST_VALUE));
  }

  static Wish wish(ApplyEnvTemplateRequest request) {
    String text = Fields.textOfBytes("template", request.getTemplate(), LARGEST_TEMPLATE);
    var template = EnvFile.parse(text);
    if (template.keys().isEmpty()) {
      throw INVALID_ARGUMENT.because("template sets no key; give it lines such as KEY=value.");
    }
    template
        .firstUnreadableLine()
        .ifPresent(line -> {
          throw INVALID_ARGUMENT.because(
              "Line %d of template is no assignment, comment or blank line; write KEY=value.",
              line);
        });
    return new Wish.ApplyEnvTemplate(template);
  }

  static Wish wish(MergeGitignoreRequest request) {
    if (request.getLinesCount() == 0 || request.getLinesCount() > MOST_LINES) {
      throw INVALID_ARGUMENT.because(
          "lines has %,d entries; give 1 to %,d.", request.getLinesCount(), MOST_LINES);
    }
    request.getLinesList().forEach(WriteProtos::requireLine);
    return new Wish.MergeGitignore(List.copyOf(request.getLinesList()));
  }

  private static void requireLine(String line) {
    boolean holdsEnd = line.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0);
    if (line.isBlank() || holdsEnd || line.codePointCount(0, line.length()) > LONGEST_LINE) {
      throw INVALID_ARGUMENT.because(
          "lines must each be one line of 1 to %,d characters, without NUL.", LONGEST_LINE);
    }
  }

  /// A recorded write, without its diff.
  static GovernedWrite render(RecordedWrite write) {
    return GovernedWrite.newBuilder()
        .setId(write.id().value())
        .setRepositoryId(write.repository().value())
        .setRelativePath(write.path().fileName())
        .setState(WriteState.valueOf("WRITE_STATE_" + write.state().name()))
        .setSummary(write.summary())
        .setHashBefore(write.hashBefore())
        .setHashAfter(write.hashAfter())
        .setActor(write.actor())
        .setFailure(write.failure())
        .setCreateTime(Timestamps.fromMillis(write.createTime().toEpochMilli()))
        .build();
  }

  /// A change that is not recorded: planned, or nothing at all.
  static GovernedWrite render(
      RepositoryId repository, FileChange change, WriteState state, String actor) {
    return GovernedWrite.newBuilder()
        .setRepositoryId(repository.value())
        .setRelativePath(change.path().fileName())
        .setState(state)
        .setSummary(change.summary())
        .setDiff(diff(change))
        .setHashBefore(change.before().hash())
        .setHashAfter(change.hashAfter())
        .setActor(actor)
        .build();
  }

  /// The change as it may be shown.
  static String diff(FileChange change) {
    return UnifiedDiff.of(
        change.path().fileName(),
        change.before().text(),
        change.after(),
        change.path() == ManagedPath.ENV ? EnvFile::masked : UnifiedDiff::plain);
  }
}
