package dev.gazette.platform.access;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A resource path with places for fields of a request: `boards/{board_id}`,
/// `boards/{card.id:key}`.
public final class ResourceTemplate {

  private static final Pattern PLACE = Pattern.compile("\\{([a-z_.]+)(:key)?}");

  private final List<Part> parts;

  private ResourceTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /// Reads a template over a request's type; a field that is not there is a fault of the proto and
  /// stops the start.
  public static ResourceTemplate parse(String template, Descriptor request) {
    var parts = new ArrayList<Part>();
    var places = PLACE.matcher(template);
    int end = 0;
    while (places.find()) {
      parts.add(new Literal(template.substring(end, places.start())));
      parts.add(new Place(path(places.group(1), request), places.group(2) != null));
      end = places.end();
    }
    parts.add(new Literal(template.substring(end)));
    return new ResourceTemplate(parts);
  }

  /// The fields that a dotted path goes through; one that is not there is a fault of the proto.
  static List<FieldDescriptor> path(String dotted, Descriptor request) {
    var path = new ArrayList<FieldDescriptor>();
    var type = request;
    for (String name : dotted.split("\\.", -1)) {
      var field = type.findFieldByName(name);
      if (field == null) {
        throw new IllegalArgumentException(
            "%s has no field %s".formatted(type.getFullName(), dotted));
      }
      path.add(field);
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        type = field.getMessageType();
      }
    }
    return List.copyOf(path);
  }

  /// The resource that a request names. A slash within a field stays a slash of the path, so it can
  /// only narrow.
  public String of(Message request) {
    var text = new StringBuilder();
    parts.forEach(part -> part.append(text, request));
    return text.toString();
  }

  private sealed interface Part {
    void append(StringBuilder text, Message request);
  }

  private record Literal(String value) implements Part {
    @Override
    public void append(StringBuilder text, Message request) {
      text.append(value);
    }
  }

  private record Place(List<FieldDescriptor> path, boolean key) implements Part {
    @Override
    public void append(StringBuilder text, Message request) {
      Object value = request;
      for (var field : path) {
        value = ((Message) value).getField(field);
      }
      String found = String.valueOf(value);
      text.append(key ? keyOf(found) : found);
    }

    private static String keyOf(String id) {
      int hyphen = id.lastIndexOf('-');
      return (hyphen < 0 ? id : id.substring(0, hyphen)).toLowerCase(Locale.ROOT);
    }
  }
}
