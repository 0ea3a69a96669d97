package dev.gazette.cli.output;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One message for people: a line for each field that says something, long texts as blocks below.
public final class Fields {

  /// Not for people: what only programs send back.
  private static final Set<String> UNSEEN = Set.of("etag");

  private final List<String[]> lines = new ArrayList<>();
  private final List<String> blocks = new ArrayList<>();

  private Fields() {}

  /// The lines of a message.
  static List<String> lines(Message message, Style style) {
    var fields = new Fields();
    fields.add("", message);
    int width = fields.lines.stream().mapToInt(line -> line[0].length()).max().orElse(0) + 2;
    var all = new ArrayList<String>();
    fields.lines.forEach(line -> all.add(style.dim(Text.pad(line[0], width)) + line[1]));
    fields.blocks.forEach(block -> {
      all.add("");
      all.addAll(block.lines().toList());
    });
    return all;
  }

  private void add(String prefix, Message message) {
    for (var field : message.getDescriptorForType().getFields()) {
      if (says(message, field)) {
        field(prefix + field.getName().replace('_', ' '), message, field);
      }
    }
  }

  private static boolean says(Message message, FieldDescriptor field) {
    if (UNSEEN.contains(field.getName())) {
      return false;
    }
    return field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
  }

  private void field(String name, Message message, FieldDescriptor field) {
    if (field.isRepeated()) {
      repeated(name, message, field);
    } else if (message.getField(field) instanceof Message nested && !isTime(nested)) {
      add(name + " ", nested);
    } else {
      String shown = shown(message.getField(field));
      if (shown.indexOf('\n') >= 0) {
        blocks.add(shown);
      } else {
        lines.add(new String[] {name, shown});
      }
    }
  }

  private void repeated(String name, Message message, FieldDescriptor field) {
    if (field.getJavaType() == JavaType.MESSAGE) {
      for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
        var one = (Message) message.getRepeatedField(field, i);
        lines.add(new String[] {name, isTime(one) ? shown(one) : brief(one)});
      }
    } else {
      var values = ((List<?>) message.getField(field)).stream().map(Fields::shown).toList();
      lines.add(new String[] {name, String.join(", ", values)});
    }
  }

  /// A message within a list, on one line.
  private static String brief(Message message) {
    var parts = new ArrayList<String>();
    for (var field : message.getDescriptorForType().getFields()) {
      if (!field.isRepeated() && says(message, field)) {
        parts.add(shown(message.getField(field)));
      }
    }
    return Text.line(String.join(" ", parts));
  }

  private static boolean isTime(Message message) {
    return message instanceof Timestamp || message instanceof Duration;
  }

  private static String shown(Object value) {
    return switch (value) {
      case Timestamp time -> Times.brief(time);
      case Duration length -> Times.seconds(length).toPlainString() + " s";
      case EnumValueDescriptor word -> Words.of(word);
      case String text -> Text.block(text);
      default -> Text.line(String.valueOf(value));
    };
  }
}
