package dev.gazette.cli.testgazette;

import com.google.protobuf.Message;
import java.util.List;

/// Takes the fields that a mask names from one message into another.
final class Mask {

  private Mask() {}

  @SuppressWarnings("unchecked") // build() of a builder gives the type that the builder came from
  static <M extends Message> M merge(M old, M changes, List<String> paths) {
    var merged = old.toBuilder();
    for (String path : paths) {
      var field = old.getDescriptorForType().findFieldByName(path);
      merged.setField(field, changes.getField(field));
    }
    return (M) merged.build();
  }
}
