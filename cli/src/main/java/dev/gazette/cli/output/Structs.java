package dev.gazette.cli.output;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON objects as messages.
public final class Structs {

  private Structs() {}

  /// The object that a line of JSON holds; a usage failure that names the place when it holds none.
  public static Struct parse(String json) {
    return struct(JsonReader.object(json));
  }

  private static Struct struct(Map<?, ?> map) {
    var struct = Struct.newBuilder();
    map.forEach((key, value) -> struct.putFields(String.valueOf(key), value(value)));
    return struct.build();
  }

  /// Not a switch over types, which each process would link anew.
  private static Value value(@Nullable Object value) {
    var one = Value.newBuilder();
    if (value == null) {
      one.setNullValue(NullValue.NULL_VALUE);
    } else if (value instanceof Map<?, ?> map) {
      one.setStructValue(struct(map));
    } else if (value instanceof List<?> list) {
      var values = ListValue.newBuilder();
      list.forEach(element -> values.addValues(value(element)));
      one.setListValue(values);
    } else if (value instanceof Boolean bool) {
      one.setBoolValue(bool);
    } else if (value instanceof Number number) {
      one.setNumberValue(number.doubleValue());
    } else {
      one.setStringValue(value.toString());
    }
    return one.build();
  }
}
