package dev.gazette.cli.output;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/// The fields of a message of Gazette's, told without its descriptor, which takes longer to build
/// than a call does. The build writes the implementations: `src/build/java/WriteShapes.java`.
public interface Shape {

  /// Where the messages are.
  String PROTOS = "dev.gazette.proto.";

  /// Where their shapes are.
  String SHAPES = "dev.gazette.cli.output.shape.";

  /// Hears of each field.
  interface Teller {

    /// A field in the order of the proto.
    ///
    /// @param value what {@link Json#of} takes: enum values as their words, null for what is absent
    void tell(String name, @Nullable Object value);
  }

  /// Tells all fields of a message.
  void tell(Message message, Teller fields);

  /// The shape of a message.
  static Shape of(Message message) {
    String type = message.getClass().getName();
    String name = PROTOS.length() < type.length() ? type.substring(PROTOS.length()) : type;
    try {
      return Class.forName(SHAPES + name.replace('.', '_').replace('$', '_') + "Shape")
          .asSubclass(Shape.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("No shape was written for " + type, failure);
    }
  }
}
