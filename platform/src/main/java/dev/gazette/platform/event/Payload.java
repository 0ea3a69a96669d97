package dev.gazette.platform.event;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// A JSON object under construction: what an event says beyond its kind. Written straight to text,
/// since events are on the path of every write. A null value leaves its field out.
public final class Payload {

  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private final StringBuilder json = new StringBuilder(96).append('{');

  private Payload() {}

  /// An object without fields.
  public static Payload empty() {
    return new Payload();
  }

  /// An object with one text field.
  public static Payload of(String name, @Nullable String value) {
    return empty().and(name, value);
  }

  /// Adds a text field.
  public Payload and(String name, @Nullable String value) {
    if (value != null) {
      quote(field(name), value);
    }
    return this;
  }

  /// Adds a number.
  public Payload and(String name, long value) {
    field(name).append(value);
    return this;
  }

  /// Adds a flag.
  public Payload and(String name, boolean value) {
    field(name).append(value);
    return this;
  }

  /// Adds a time, as ISO-8601 UTC.
  public Payload and(String name, @Nullable Instant value) {
    return and(name, value == null ? null : value.toString());
  }

  /// Adds a time, or null for none, so that the end of one can be told.
  public Payload andOrNull(String name, @Nullable Instant value) {
    if (value == null) {
      field(name).append("null");
    }
    return and(name, value);
  }

  /// Adds a list of texts.
  public Payload and(String name, Collection<String> values) {
    field(name).append('[');
    String separator = "";
    for (String value : values) {
      quote(json.append(separator), value);
      separator = ",";
    }
    json.append(']');
    return this;
  }

  /// Adds an object.
  public Payload and(String name, Payload value) {
    field(name).append(value.json());
    return this;
  }

  /// Adds a list of objects.
  public Payload andEach(String name, Collection<Payload> values) {
    field(name).append('[');
    String separator = "";
    for (var value : values) {
      json.append(separator).append(value.json());
      separator = ",";
    }
    json.append(']');
    return this;
  }

  private StringBuilder field(String name) {
    if (json.length() > 1) {
      json.append(',');
    }
    quote(json, name);
    return json.append(':');
  }

  private static void quote(StringBuilder target, String text) {
    target.append('"');
    ENCODER.quoteAsString(text, target);
    target.append('"');
  }

  /// The object as JSON.
  public String json() {
    return json + "}";
  }
}
