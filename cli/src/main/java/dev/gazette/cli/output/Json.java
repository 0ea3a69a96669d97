package dev.gazette.cli.output;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON of the `--json` contract, from any message by its shape: every field, in the order of
/// the proto, named as there; numbers as numbers; enum values as short words; times as ISO-8601 in
/// UTC; lengths of time as seconds; absent messages and absent optional fields as null.
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
    Shape.of(message).tell(message, fields::put);
    return fields;
  }

  /// Not a switch over types, which each process would link anew.
  private void any(@Nullable Object value) {
    if (value == null) {
      text.append("null");
    } else if (value instanceof Message message) {
      known(message);
    } else if (value instanceof EnumValueDescriptor word) {
      string(Words.of(word));
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof List<?> list) {
      array(list);
    } else if (value instanceof Boolean bool) {
      text.append(bool.booleanValue());
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof ByteString bytes) {
      string(Base64.getEncoder().encodeToString(bytes.toByteArray()));
    } else {
      string(value.toString());
    }
  }

  /// A message that JSON has a form for, or one of fields.
  private void known(Message message) {
    if (message instanceof Timestamp time) {
      string(Times.instant(time).toString());
    } else if (message instanceof Duration length) {
      number(Times.seconds(length));
    } else if (message instanceof Struct struct) {
      object(struct.getFieldsMap());
    } else if (message instanceof ListValue list) {
      array(list.getValuesList());
    } else if (message instanceof Value one) {
      value(one);
    } else {
      object(fields(message));
    }
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
    if (number instanceof Double || number instanceof Float) {
      real(number.doubleValue(), number);
    } else if (number instanceof BigDecimal decimal) {
      text.append(decimal.stripTrailingZeros().toPlainString());
    } else {
      text.append(number);
    }
  }

  private void real(double real, Number number) {
    if (!Double.isFinite(real)) {
      text.append("null");
    } else if (number instanceof Double && real == Math.rint(real) && Math.abs(real) < 1e15) {
      text.append((long) real);
    } else {
      text.append(number);
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
