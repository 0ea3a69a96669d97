package dev.gazette.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was released stays: no message, field, value, service or RPC is removed or changed. With
/// `-Dproto.release` it makes what there is now the release that later builds are compared with.
final class CompatibilityTest {

  private static final Path RELEASED = Path.of("released.binpb");

  @Test
  void contracts_keepWhatWasReleased() throws IOException {
    if (System.getProperty("proto.release") != null) {
      Files.write(RELEASED, release().toByteArray());
    }
    // Before the first release there is nothing to keep.
    if (Files.exists(RELEASED)) {
      try (var stream = Files.newInputStream(RELEASED)) {
        assertThat(Changes.between(Descriptors.parse(stream), Descriptors.all())).isEmpty();
      }
    }
  }

  /// All files without comments, which may change.
  private static FileDescriptorSet release() throws IOException {
    var release = FileDescriptorSet.newBuilder();
    Descriptors.all()
        .getFileList()
        .forEach(file -> release.addFile(file.toBuilder().clearSourceCodeInfo()));
    return release.build();
  }

  private static List<String> changes(FileDescriptorSet.Builder now) throws IOException {
    return Changes.between(Descriptors.all(), now.build());
  }

  private static FileDescriptorSet.Builder now() throws IOException {
    return Descriptors.all().toBuilder();
  }

  /// The builder of the message `gazette.common.v1.Grant`.
  private static DescriptorProto.Builder grant(FileDescriptorSet.Builder set) {
    return set.getFileBuilderList().stream()
        .filter(file -> file.getPackage().equals("gazette.common.v1"))
        .flatMap(file -> file.getMessageTypeBuilderList().stream())
        .filter(message -> message.getName().equals("Grant"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void changes_ofNothing_areNone() throws IOException {
    assertThat(changes(now())).isEmpty();
  }

  @Test
  void changes_thatOnlyAdd_areNone() throws IOException {
    var now = now();
    grant(now)
        .addField(
            FieldDescriptorProto.newBuilder()
                .setName("note")
                .setNumber(99)
                .setType(FieldDescriptorProto.Type.TYPE_STRING));
    assertThat(changes(now)).isEmpty();
  }

  @Test
  void changes_ofFields_areFound() throws IOException {
    var renamed = now();
    grant(renamed).getFieldBuilder(0).setName("right");
    assertThat(changes(renamed)).containsExactly("gazette.common.v1.Grant: field 1 was scope");
    var retyped = now();
    grant(retyped).getFieldBuilder(0).setType(FieldDescriptorProto.Type.TYPE_BYTES);
    assertThat(changes(retyped)).containsExactly("gazette.common.v1.Grant: field 1 was scope");
    var removed = now();
    grant(removed).removeField(0);
    assertThat(changes(removed)).containsExactly("gazette.common.v1.Grant: field 1 was scope");
    grant(removed).addReservedRange(ReservedRange.newBuilder().setStart(1).setEnd(2));
    assertThat(changes(removed)).as("also a reserved one is missed").isNotEmpty();
  }

  @Test
  void changes_ofServicesAndEnums_areFound() throws IOException {
    var now = now();
    for (var file : now.getFileBuilderList()) {
      if (file.getName().endsWith("common/v1/event.proto")) {
        file.removeService(0);
        file.getEnumTypeBuilder(0).removeValue(1);
      } else if (file.getName().endsWith("auth/v1/token.proto")) {
        file.getServiceBuilder(0).getMethodBuilder(0).setServerStreaming(true);
      }
    }
    assertThat(changes(now))
        .containsExactlyInAnyOrder(
            "gazette.common.v1.EventLogService: is gone",
            "gazette.common.v1.Lane: value 1 was LANE_BUSINESS",
            "gazette.auth.v1.TokenService: CreateToken takes, gives or streams another type");
  }
}
