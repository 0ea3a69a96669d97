package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What each object that a command prints with `--json` must look like.
///
/// @param list whether it is a page of such objects
/// @param names the fields that must all be there, in this order
/// @param type the message that the fields are of; null where the command makes them up
record Shape(boolean list, List<String> names, @Nullable Descriptor type) {

  private static final String NAME = "[a-z][a-z0-9_]*";
  private static final String WORD = "[a-z]+(_[a-z]+)*";
  private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z";

  /// A resource, with every field of its proto.
  static Shape of(Message resource) {
    var type = resource.getDescriptorForType();
    return new Shape(false, names(type), type);
  }

  /// An object of fields that no proto tells.
  static Shape of(String... names) {
    return new Shape(false, List.of(names), null);
  }

  /// The same with a field more, at the end.
  Shape with(String name) {
    return new Shape(list, Stream.concat(names.stream(), Stream.of(name)).toList(), type);
  }

  /// A page of such objects.
  Shape page() {
    return new Shape(true, names, type);
  }

  private static List<String> names(Descriptor type) {
    return type.getFields().stream().map(FieldDescriptor::getName).toList();
  }

  /// Fails the test where a line that a run printed breaks the contract.
  void check(String run, Map<String, @Nullable Object> line) {
    if (!list) {
      object(run, line);
      return;
    }
    assertThat(line.keySet()).as(run).containsExactly("items", "next_page_token");
    assertThat(line.get("next_page_token")).as(run).isInstanceOf(String.class);
    assertThat((List<?>) line.get("items"))
        .as(run)
        .isNotEmpty()
        .allSatisfy(item -> object(run, item));
  }

  private void object(String run, @Nullable Object object) {
    assertThat(map(object).keySet()).as(run).isEqualTo(new LinkedHashSet<>(names));
    free(run, object);
    if (type != null) {
      fields(run, map(object), type);
    }
  }

  private static Map<?, ?> map(@Nullable Object object) {
    assertThat(object).isInstanceOf(Map.class);
    return (Map<?, ?>) object;
  }

  private static void fields(String run, Map<?, ?> object, Descriptor type) {
    for (var field : type.getFields()) {
      var value = object.get(field.getName());
      String where = run + ": " + field.getFullName();
      if (field.isMapField()) {
        assertThat(value).as(where).isInstanceOf(Map.class);
      } else if (field.isRepeated()) {
        assertThat(value).as(where).isInstanceOf(List.class);
        ((List<?>) value).forEach(one -> single(where, one, field));
      } else if (value == null) {
        assertThat(field.hasPresence()).as(where + " may be absent").isTrue();
      } else {
        single(where, value, field);
      }
    }
  }

  private static void single(String where, @Nullable Object value, FieldDescriptor field) {
    switch (field.getJavaType()) {
      case INT, LONG, FLOAT, DOUBLE -> assertThat(value).as(where).isInstanceOf(Number.class);
      case BOOLEAN -> assertThat(value).as(where).isInstanceOf(Boolean.class);
      case STRING, BYTE_STRING -> assertThat(value).as(where).isInstanceOf(String.class);
      case ENUM -> assertThat((String) value).as(where).matches(WORD);
      case MESSAGE -> {
        switch (field.getMessageType().getFullName()) {
          case "google.protobuf.Timestamp" -> assertThat((String) value).as(where).matches(TIME);
          case "google.protobuf.Duration" -> assertThat(value).as(where).isInstanceOf(Number.class);
          case "google.protobuf.Struct" -> map(value);
          default -> {
            assertThat(map(value).keySet())
                .as(where)
                .isEqualTo(new LinkedHashSet<>(names(field.getMessageType())));
            fields(where, map(value), field.getMessageType());
          }
        }
      }
    }
  }

  /// What holds for every value, whatever it is of.
  private static void free(String where, @Nullable Object value) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((name, within) -> {
            assertThat((String) name).as(where).matches(NAME);
            if (((String) name).endsWith("_time") && within != null) {
              assertThat((String) within).as(where).matches(TIME);
            }
            free(where, within);
          });
      case List<?> items -> items.forEach(within -> free(where, within));
      case null, default -> {}
    }
  }
}
