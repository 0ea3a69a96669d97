package dev.gazette.board.board;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.FieldMask;
import java.util.Set;
import java.util.TreeSet;

/// Reads update masks.
public final class Masks {

  private Masks() {}

  /// The fields that a mask names: at least one, all of those that may change.
  public static Set<String> require(FieldMask mask, Set<String> changeable) {
    if (mask.getPathsCount() == 0) {
      throw INVALID_ARGUMENT.because(
          "update_mask is empty; name what to change, of %s.",
          String.join(", ", new TreeSet<>(changeable)));
    }
    for (String path : mask.getPathsList()) {
      if (!changeable.contains(path)) {
        throw INVALID_ARGUMENT.because(
            "update_mask names %s, which cannot be changed so; choose of %s.",
            path, String.join(", ", new TreeSet<>(changeable)));
      }
    }
    return Set.copyOf(mask.getPathsList());
  }
}
