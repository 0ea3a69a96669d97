package dev.gazette.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import dev.gazette.proto.common.v1.AccessProto;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every RPC says who may call it, on a resource that its request names.
final class AccessTest {

  private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
  private static final Pattern PATH = Pattern.compile("([a-z_.]+)(:key)?");
  private static final Pattern SCOPE = Pattern.compile("[a-z]+\\.[a-z_]+");

  private final Map<String, DescriptorProto> messages = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> everyRpc_declaresItsAccess() throws IOException {
    Descriptors.all().getFileList().forEach(this::collect);
    return Descriptors.ours().stream()
        .flatMap(file ->
            file.getServiceList().stream()
                .flatMap(service ->
                    service.getMethodList().stream()
                        .map(method ->
                            DynamicTest.dynamicTest(
                                service.getName() + "/" + method.getName(), () -> check(method)))));
  }

  private void collect(FileDescriptorProto file) {
    file.getMessageTypeList()
        .forEach(
            message -> messages.put("." + file.getPackage() + "." + message.getName(), message));
  }

  private void check(MethodDescriptorProto method) {
    assertThat(method.getOptions().hasExtension(AccessProto.access))
        .as("has the option (gazette.common.v1.access)")
        .isTrue();
    var access = method.getOptions().getExtension(AccessProto.access);
    if (access.getOpen() || access.getInternal()) {
      assertThat(access.getScope()).as("an open or internal call needs no scope").isEmpty();
    } else {
      assertThat(access.getScope()).matches(SCOPE);
    }
    assertThat(access.getOpen() && access.getInternal()).isFalse();
    var places = PLACE.matcher(access.getResource());
    while (places.find()) {
      var path = PATH.matcher(places.group(1));
      assertThat(path.matches()).as(places.group()).isTrue();
      requireText(method.getInputType(), path.group(1));
    }
    assertThat(PLACE.matcher(access.getResource()).replaceAll("x"))
        .matches("([a-z_]+(/[a-z_]+)*)?");
  }

  /// The template's field is there, and a string.
  private void requireText(String input, String dotted) {
    String type = input;
    FieldDescriptorProto found = FieldDescriptorProto.getDefaultInstance();
    for (String name : dotted.split("\\.", -1)) {
      assertThat(messages).as("%s of %s", dotted, input).containsKey(type);
      found =
          messages.get(type).getFieldList().stream()
              .filter(field -> field.getName().equals(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError("%s has no %s".formatted(input, dotted)));
      type = found.getTypeName();
    }
    assertThat(found.getType()).as(dotted).isEqualTo(FieldDescriptorProto.Type.TYPE_STRING);
  }
}
