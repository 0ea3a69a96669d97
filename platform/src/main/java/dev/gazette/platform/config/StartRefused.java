package dev.gazette.platform.config;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A start that cannot be: says why, and what to do, in sentences for the person who started it.
/// Carries no stack trace: it is an answer, not a fault.
public final class StartRefused extends RuntimeException {

  private StartRefused(String sentence) {
    super(sentence, null, false, false);
  }

  /// A refusal of one start.
  @FormatMethod
  public static StartRefused because(@FormatString String sentence, @Nullable Object... values) {
    return new StartRefused(String.format(Locale.ROOT, sentence, values));
  }
}
