package dev.gazette.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a later set of protos took away from an earlier one, or changed. Additions are none.
final class Changes {

  private final List<String> found = new ArrayList<>();

  private Changes() {}

  /// The changes, each as an element and a sentence.
  static List<String> between(FileDescriptorSet before, FileDescriptorSet after) {
    var changes = new Changes();
    var now = Elements.of(after);
    var then = Elements.of(before);
    then.messages().forEach((name, old) -> changes.message(name, old, now.messages().get(name)));
    then.enums().forEach((name, old) -> changes.values(name, old, now.enums().get(name)));
    then.services().forEach((name, old) -> changes.service(name, old, now.services().get(name)));
    return changes.found;
  }

  /// Everything that has a name of its own, by its full name.
  private record Elements(
      Map<String, DescriptorProto> messages,
      Map<String, EnumDescriptorProto> enums,
      Map<String, ServiceDescriptorProto> services) {

    static Elements of(FileDescriptorSet set) {
      var elements = new Elements(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
      Descriptors.ours(set).forEach(elements::add);
      return elements;
    }

    private void add(FileDescriptorProto file) {
      String prefix = file.getPackage() + ".";
      file.getMessageTypeList().forEach(message -> add(prefix, message));
      file.getEnumTypeList().forEach(type -> enums.put(prefix + type.getName(), type));
      file.getServiceList().forEach(service -> services.put(prefix + service.getName(), service));
    }

    private void add(String prefix, DescriptorProto message) {
      String name = prefix + message.getName();
      messages.put(name, message);
      message.getNestedTypeList().forEach(nested -> add(name + ".", nested));
      message.getEnumTypeList().forEach(type -> enums.put(name + "." + type.getName(), type));
    }
  }

  private void message(String name, DescriptorProto old, DescriptorProto now) {
    if (gone(name, now)) {
      return;
    }
    for (var field : old.getFieldList()) {
      if (now.getFieldList().stream().noneMatch(each -> same(old, field, now, each))) {
        found.add("%s: field %d was %s".formatted(name, field.getNumber(), field.getName()));
      }
    }
  }

  private static boolean same(
      DescriptorProto old, FieldDescriptorProto a, DescriptorProto now, FieldDescriptorProto b) {
    return a.getNumber() == b.getNumber()
        && a.getName().equals(b.getName())
        && a.getType() == b.getType()
        && a.getLabel() == b.getLabel()
        && a.getTypeName().equals(b.getTypeName())
        && a.getProto3Optional() == b.getProto3Optional()
        && oneof(old, a).equals(oneof(now, b));
  }

  private static String oneof(DescriptorProto message, FieldDescriptorProto field) {
    return field.hasOneofIndex() ? message.getOneofDecl(field.getOneofIndex()).getName() : "";
  }

  private void values(String name, EnumDescriptorProto old, EnumDescriptorProto now) {
    if (gone(name, now)) {
      return;
    }
    for (var value : old.getValueList()) {
      boolean kept =
          now.getValueList().stream()
              .anyMatch(each ->
                  each.getNumber() == value.getNumber() && each.getName().equals(value.getName()));
      if (!kept) {
        found.add("%s: value %d was %s".formatted(name, value.getNumber(), value.getName()));
      }
    }
  }

  private void service(String name, ServiceDescriptorProto old, ServiceDescriptorProto now) {
    if (gone(name, now)) {
      return;
    }
    for (var method : old.getMethodList()) {
      var kept =
          now.getMethodList().stream()
              .filter(each -> each.getName().equals(method.getName()))
              .findFirst();
      if (kept.isEmpty()) {
        found.add("%s: %s is gone".formatted(name, method.getName()));
      } else if (!signature(method).equals(signature(kept.get()))) {
        found.add("%s: %s takes, gives or streams another type".formatted(name, method.getName()));
      }
    }
  }

  private static MethodDescriptorProto signature(MethodDescriptorProto method) {
    return method.toBuilder().clearOptions().build();
  }

  private boolean gone(String name, Object now) {
    if (now == null) {
      found.add(name + ": is gone");
    }
    return now == null;
  }
}
