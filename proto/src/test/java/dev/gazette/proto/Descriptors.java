package dev.gazette.proto;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.ExtensionRegistry;
import dev.gazette.proto.common.v1.AccessProto;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/// The descriptors that the build makes of every proto, with comments and options.
final class Descriptors {

  private Descriptors() {}

  /// Every file, those that ours import too.
  static FileDescriptorSet all() throws IOException {
    try (var stream = Descriptors.class.getResourceAsStream("/gazette-descriptors.binpb")) {
      return parse(Objects.requireNonNull(stream, "The build makes gazette-descriptors.binpb"));
    }
  }

  /// Reads a set with the options of Gazette.
  static FileDescriptorSet parse(InputStream stream) throws IOException {
    var registry = ExtensionRegistry.newInstance();
    AccessProto.registerAllExtensions(registry);
    return FileDescriptorSet.parseFrom(stream, registry);
  }

  /// The files of Gazette itself.
  static List<FileDescriptorProto> ours() throws IOException {
    return ours(all());
  }

  /// The files of Gazette itself in a set.
  static List<FileDescriptorProto> ours(FileDescriptorSet set) {
    return set.getFileList().stream()
        .filter(file -> file.getPackage().startsWith("gazette."))
        .toList();
  }
}
