package dev.gazette.cli.output;

import dev.gazette.cli.error.Failure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one JSON object (RFC 8259) from one line: maps, lists, texts, numbers as `BigDecimal`,
/// booleans and nulls, at most 32 deep. A key may stand only once.
public final class JsonReader {

  private static final int DEEPEST = 32;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /// The object that a line holds; a usage failure that names the place when it holds none.
  public static Map<String, @Nullable Object> object(String line) {
    var reader = new JsonReader(line);
    reader.space();
    if (reader.peek() != '{') {
      throw reader.wrong("a JSON object must begin here");
    }
    var object = reader.object();
    reader.space();
    if (reader.at < line.length()) {
      throw reader.wrong("nothing may follow the object");
    }
    return object;
  }

  private @Nullable Object value() {
    space();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() {
    var object = new LinkedHashMap<String, @Nullable Object>();
    open();
    if (peek() != '}') {
      do {
        space();
        String key = string();
        space();
        expect(':');
        if (object.containsKey(key)) {
          throw wrong("the key " + key + " stands twice");
        }
        object.put(key, value());
        space();
      } while (take(','));
    }
    close('}');
    return object;
  }

  private List<@Nullable Object> array() {
    var array = new ArrayList<@Nullable Object>();
    open();
    if (peek() != ']') {
      do {
        array.add(value());
        space();
      } while (take(','));
    }
    close(']');
    return array;
  }

  private void open() {
    at++;
    if (++depth > DEEPEST) {
      throw wrong("it is nested too deep");
    }
    space();
  }

  private void close(char bracket) {
    expect(bracket);
    depth--;
  }

  private String string() {
    expect('"');
    var value = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < 0x20) {
        throw wrong("a control character must be written as an escape");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    at++;
    return value.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("there is no such escape");
    };
  }

  private char unicode() {
    int end = Math.min(text.length(), at + 4);
    String digits = text.substring(at, end);
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw wrong("four hex digits must stand here");
    }
    at = end;
    return (char) Integer.parseInt(digits, 16);
  }

  private BigDecimal number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    if (digits.length() > 40 || !digits.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?")) {
      at = start;
      throw wrong("a value must stand here");
    }
    return new BigDecimal(digits);
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("a value must stand here");
    }
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("it ends too soon");
    }
    return text.charAt(at);
  }

  private boolean take(char c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw wrong("`" + c + "` must stand here");
    }
  }

  private Failure wrong(String why) {
    return Failure.usage("It is no JSON object, at character %d: %s.", at + 1, why);
  }
}
