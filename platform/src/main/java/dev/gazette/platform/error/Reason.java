package dev.gazette.platform.error;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.grpc.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a call was refused: one constant of an enum per service, stable over releases, listed in
/// `docs/errors.md`.
public interface Reason {

  /// The reason's name on the wire, `UPPER_SNAKE_CASE`. Enums have it already.
  String name();

  /// The gRPC status it travels as.
  Status.Code code();

  /// What the reason means and what to do about it, in one sentence, for the table in
  /// `docs/errors.md`.
  String meaning();

  /// Whether the same call may succeed later, with nothing changed by the caller.
  default boolean retryable() {
    return switch (code()) {
      case UNAVAILABLE, RESOURCE_EXHAUSTED, ABORTED, DEADLINE_EXCEEDED -> true;
      default -> false;
    };
  }

  /// The refusal of one call: says what could not be done, why, and what to do.
  @FormatMethod
  default Refusal because(@FormatString String sentence, @Nullable Object... values) {
    return new Refusal(
        this, values.length == 0 ? sentence : String.format(Locale.ROOT, sentence, values));
  }
}
