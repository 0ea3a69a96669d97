package dev.gazette.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the build writes from the descriptors says the same as the descriptors.
final class ShapeTest {

  @Test
  void shape_ofEveryMessage_isThatOfItsDescriptor() throws Exception {
    var types = messages();
    assertThat(types).hasSizeGreaterThan(80);
    for (var type : types) {
      var empty = (Message) type.getMethod("getDefaultInstance").invoke(null);
      assertThat(Json.fields(empty)).as(type.getName()).isEqualTo(described(empty));
      var full = filled(empty);
      assertThat(Json.fields(full)).as(type.getName()).isEqualTo(described(full));
      assertThat(List.copyOf(Json.fields(full).keySet()))
          .isEqualTo(List.copyOf(described(full).keySet()));
    }
  }

  private static List<Class<?>> messages() throws IOException, ClassNotFoundException {
    var types = new ArrayList<Class<?>>();
    try (var stream = ClassLoader.getSystemResourceAsStream("gazette-descriptors.binpb")) {
      for (var file : FileDescriptorSet.parseFrom(Objects.requireNonNull(stream)).getFileList()) {
        if (file.getPackage().startsWith("gazette.")) {
          for (var message : file.getMessageTypeList()) {
            types.add(Class.forName(file.getOptions().getJavaPackage() + "." + message.getName()));
          }
        }
      }
    }
    return types;
  }

  private static Message filled(Message empty) {
    var builder = empty.toBuilder();
    for (var field : empty.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        builder.addRepeatedField(field, sample(builder, field));
        builder.addRepeatedField(field, sample(builder, field));
      } else {
        builder.setField(field, sample(builder, field));
      }
    }
    return builder.build();
  }

  private static Object sample(Message.Builder builder, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> 7;
      case LONG -> 1L << 40;
      case FLOAT -> 0.5f;
      case DOUBLE -> 0.25;
      case BOOLEAN -> true;
      case STRING -> "text";
      case BYTE_STRING -> ByteString.copyFromUtf8("bytes");
      case ENUM -> field.getEnumType().getValues().getLast();
      case MESSAGE -> builder.newBuilderForField(field).build();
    };
  }

  private static Map<String, @Nullable Object> described(Message message) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    for (var field : message.getDescriptorForType().getFields()) {
      boolean absent = field.hasPresence() && !message.hasField(field);
      fields.put(field.getName(), absent ? null : words(message.getField(field)));
    }
    return fields;
  }

  private static Object words(Object value) {
    return switch (value) {
      case EnumValueDescriptor word -> Words.of(word);
      case List<?> list -> list.stream().map(ShapeTest::words).toList();
      default -> value;
    };
  }
}
