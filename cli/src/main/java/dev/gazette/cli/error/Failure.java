package dev.gazette.cli.error;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a command ends without having done its work: a reason for programs, a sentence for people.
/// Carries no stack trace: it is an answer, not a fault.
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Exit exit;
  private final transient String reason;
  private final transient boolean retryable;
  private final transient Map<String, String> metadata = new LinkedHashMap<>();

  /// A failure that a service or the connection to it told of.
  public Failure(Exit exit, String reason, boolean retryable, String sentence) {
    super(sentence, null, false, false);
    this.exit = exit;
    this.reason = reason;
    this.retryable = retryable;
  }

  /// A failure that the command itself found.
  @FormatMethod
  public static Failure because(
      Exit exit, String reason, @FormatString String sentence, @Nullable Object... values) {
    return new Failure(exit, reason, false, String.format(Locale.ROOT, sentence, values));
  }

  /// Arguments that cannot be read.
  @FormatMethod
  public static Failure usage(@FormatString String sentence, @Nullable Object... values) {
    return because(Exit.USAGE, "USAGE", sentence, values);
  }

  /// Adds a fact for programs. Returns this.
  public Failure with(String key, Object value) {
    metadata.put(key, String.valueOf(value));
    return this;
  }

  /// The same failure with more to its sentence.
  public Failure adding(String hint) {
    return saying(sentence() + " " + hint);
  }

  /// The same failure with a heading to its sentence, e.g. which of many it was.
  public Failure under(String heading) {
    return saying(heading + sentence());
  }

  private Failure saying(String sentence) {
    var same = new Failure(exit, reason, retryable, sentence);
    same.metadata.putAll(metadata);
    return same;
  }

  /// How the process ends.
  public Exit exit() {
    return exit;
  }

  /// The reason, `UPPER_SNAKE_CASE`.
  public String reason() {
    return reason;
  }

  /// Whether the same command may succeed later, with nothing changed.
  public boolean retryable() {
    return retryable;
  }

  /// Facts for programs.
  public Map<String, String> metadata() {
    return metadata;
  }

  /// What could not be done, why, and what to do.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
