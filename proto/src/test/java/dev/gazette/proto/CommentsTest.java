package dev.gazette.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every element of every proto is commented: package, services, RPCs, messages, fields, enums,
/// values.
final class CommentsTest {

  @TestFactory
  Stream<DynamicTest> everyElement_isCommented() throws IOException {
    return Descriptors.ours().stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getName(), () -> assertThat(new Walk(file).uncommented()).isEmpty()));
  }

  /// Goes through one file by the paths of its source locations: field numbers of the descriptor
  /// messages and indexes, in turn.
  private static final class Walk {
    private final FileDescriptorProto file;
    private final Set<List<Integer>> commented;
    private final List<String> bare = new ArrayList<>();

    Walk(FileDescriptorProto file) {
      this.file = file;
      this.commented =
          file.getSourceCodeInfo().getLocationList().stream()
              .filter(location -> !location.getLeadingComments().isBlank())
              .map(Location::getPathList)
              .collect(Collectors.toSet());
    }

    List<String> uncommented() {
      need(file.getPackage(), List.of(FileDescriptorProto.PACKAGE_FIELD_NUMBER));
      for (int i = 0; i < file.getMessageTypeCount(); i++) {
        message(file.getMessageType(i), List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER, i));
      }
      for (int i = 0; i < file.getEnumTypeCount(); i++) {
        values(file.getEnumType(i), List.of(FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
      }
      for (int i = 0; i < file.getServiceCount(); i++) {
        service(file.getService(i), List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, i));
      }
      for (int i = 0; i < file.getExtensionCount(); i++) {
        need(
            file.getExtension(i).getName(), List.of(FileDescriptorProto.EXTENSION_FIELD_NUMBER, i));
      }
      return bare;
    }

    private void message(DescriptorProto message, List<Integer> path) {
      if (message.getOptions().getMapEntry()) {
        return;
      }
      need(message.getName(), path);
      for (int i = 0; i < message.getFieldCount(); i++) {
        need(
            message.getName() + "." + message.getField(i).getName(),
            below(path, DescriptorProto.FIELD_FIELD_NUMBER, i));
      }
      for (int i = 0; i < message.getOneofDeclCount(); i++) {
        String name = message.getOneofDecl(i).getName();
        // protoc invents one, `_name`, for each field that is `optional`.
        if (!name.startsWith("_")) {
          need(
              message.getName() + "." + name,
              below(path, DescriptorProto.ONEOF_DECL_FIELD_NUMBER, i));
        }
      }
      for (int i = 0; i < message.getNestedTypeCount(); i++) {
        message(message.getNestedType(i), below(path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER, i));
      }
      for (int i = 0; i < message.getEnumTypeCount(); i++) {
        values(message.getEnumType(i), below(path, DescriptorProto.ENUM_TYPE_FIELD_NUMBER, i));
      }
    }

    private void values(EnumDescriptorProto type, List<Integer> path) {
      need(type.getName(), path);
      for (int i = 0; i < type.getValueCount(); i++) {
        need(
            type.getName() + "." + type.getValue(i).getName(),
            below(path, EnumDescriptorProto.VALUE_FIELD_NUMBER, i));
      }
    }

    private void service(ServiceDescriptorProto service, List<Integer> path) {
      need(service.getName(), path);
      for (int i = 0; i < service.getMethodCount(); i++) {
        need(
            service.getName() + "/" + service.getMethod(i).getName(),
            below(path, ServiceDescriptorProto.METHOD_FIELD_NUMBER, i));
      }
    }

    private static List<Integer> below(List<Integer> path, int field, int index) {
      return Stream.concat(path.stream(), Stream.of(field, index)).toList();
    }

    private void need(String name, List<Integer> path) {
      if (!commented.contains(path)) {
        bare.add(name);
      }
    }
  }
}
