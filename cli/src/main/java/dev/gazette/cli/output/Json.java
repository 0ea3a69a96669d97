package dev.gazette.cli.output;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON of the `--json` contract, from any message by its descriptor: every field, in the order
/// of the proto, named as there; numbers as numbers; enum values as short words; times as ISO-8601
/// in UTC; lengths of time as seconds; absent messages and absent optional fields as null.
public final class Json {

  private final StringBuilder text = new StringBuilder();

  private Json() {}

  /// One line of JSON for a message, map, list, text, number, boolean, or null.
  public static String of(@Nullable Object value) {
    var json = new Json();
    json.any(value);
    return json.text.toString();
  }

  /// The fields of a message by name, as {@link #of} takes them; an absent one is null.
  public static Map<String, @Nullable Object> fields(Message message) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    for (var field : message.getDescriptorForType().getFields()) {
      boolean absent = field.hasPresence() && !message.hasField(field);
      fields.put(field.getName(), absent ? null : message.getField(field));
    }
    return fields;
  }

  private void any(@Nullable Object value) {
    switch (value) {
      case null -> text.append("null");
      case Timestamp time -> string(Times.instant(time).toString());
      case Duration length -> number(Times.seconds(length));
      case Struct struct -> object(struct.getFieldsMap());
      case ListValue list -> array(list.getValuesList());
      case Value one -> value(one);
      case Message message -> message(message);
      case EnumValueDescriptor word -> string(Words.of(word));
      case Map<?, ?> map -> object(map);
      case List<?> list -> array(list);
      case Boolean bool -> text.append(bool.booleanValue());
      case Number number -> number(number);
      case ByteString bytes -> string(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case Instant time -> string(time.toString());
      default -> string(value.toString());
    }
  }

  private void message(Message message) {
    text.append('{');
    String comma = "";
    for (var field : message.getDescriptorForType().getFields()) {
      text.append(comma);
      comma = ",";
      string(field.getName());
      text.append(':');
      field(message, field);
    }
    text.append('}');
  }

  private void field(Message message, FieldDescriptor field) {
    if (field.isMapField()) {
      map(message, field);
    } else if (field.hasPresence() && !message.hasField(field)) {
      text.append("null");
    } else {
      any(message.getField(field));
    }
  }

  private void map(Message message, FieldDescriptor field) {
    text.append('{');
    for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
      var entry = (Message) message.getRepeatedField(field, i);
      var type = entry.getDescriptorForType();
      text.append(i == 0 ? "" : ",");
      string(String.valueOf(entry.getField(type.findFieldByNumber(1))));
      text.append(':');
      any(entry.getField(type.findFieldByNumber(2)));
    }
    text.append('}');
  }

  private void value(Value value) {
    switch (value.getKindCase()) {
      case NUMBER_VALUE -> number(value.getNumberValue());
      case STRING_VALUE -> string(value.getStringValue());
      case BOOL_VALUE -> text.append(value.getBoolValue());
      case STRUCT_VALUE -> object(value.getStructValue().getFieldsMap());
      case LIST_VALUE -> array(value.getListValue().getValuesList());
      case NULL_VALUE, KIND_NOT_SET -> text.append("null");
    }
  }

  private void object(Map<?, ?> map) {
    text.append('{');
    String comma = "";
    for (var entry : map.entrySet()) {
      text.append(comma);
      comma = ",";
      string(String.valueOf(entry.getKey()));
      text.append(':');
      any(entry.getValue());
    }
    text.append('}');
  }

  private void array(List<?> list) {
    text.append('[');
    String comma = "";
    for (var element : list) {
      text.append(comma);
      comma = ",";
      any(element);
    }
    text.append(']');
  }

  /// A whole number stays whole, also where it travelled as a double; what is no number is null.
  private void number(Number number) {
    switch (number) {
      case Double real when !Double.isFinite(real) -> text.append("null");
      case Float real when !Float.isFinite(real) -> text.append("null");
      case Double real when real == Math.rint(real) && Math.abs(real) < 1e15 ->
          text.append(real.longValue());
      case BigDecimal decimal -> text.append(decimal.stripTrailingZeros().toPlainString());
      default -> text.append(number);
    }
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      character(value, i);
    }
    text.append('"');
  }

  private void character(String value, int index) {
    char c = value.charAt(index);
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (c < 0x20
            || (c >= 0x7f && c <= 0x9f)
            || c == 0x2028
            || c == 0x2029
            || alone(value, index)) {
          text.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
          text.append(c);
        }
      }
    }
  }

  /// Half a surrogate pair, which UTF-8 cannot write.
  private static boolean alone(String value, int index) {
    char c = value.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == value.length() || !Character.isLowSurrogate(value.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
  }
}
