import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Writes, for each message of Gazette's protos, a class that tells its fields without its
/// descriptor: `dev.gazette.proto.board.v1.Card` gets `board_v1_CardShape`. To build descriptors
/// when the command runs means to parse those of all files and of the language itself, and to read
/// every field by reflection: 35 ms.
///
/// `java -cp CLASSPATH WriteShapes.java OUTPUT`, before the sources are compiled; the class path
/// has the descriptors that the proto module ships.
final class WriteShapes {

  private static final String DESCRIPTORS = "gazette-descriptors.binpb";
  private static final String AREA = "dev.gazette.proto.";
  private static final String PACKAGE = "dev.gazette.cli.output.shape";

  private final Path folder;

  /// The prefix of the values of each enum, by its full name in the proto.
  private final Map<String, String> prefixes = new HashMap<>();

  private WriteShapes(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    try (var written = new WrittenSources(Path.of(arguments[0]))) {
      var folder = written.fresh().resolve(PACKAGE.replace('.', '/'));
      writeAll(new WriteShapes(Files.createDirectories(folder)));
      written.keep();
    }
  }

  private static void writeAll(WriteShapes writer) throws IOException {
    try (var stream = ClassLoader.getSystemResourceAsStream(DESCRIPTORS)) {
      var files =
          FileDescriptorSet.parseFrom(Objects.requireNonNull(stream, DESCRIPTORS))
              .getFileList()
              .stream()
              .filter(file -> file.getOptions().getJavaPackage().startsWith(AREA))
              .toList();
      for (var file : files) {
        file.getEnumTypeList().forEach(it -> writer.prefix("." + file.getPackage(), it));
        file.getMessageTypeList().forEach(it -> writer.prefixes("." + file.getPackage(), it));
      }
      for (var file : files) {
        for (var message : file.getMessageTypeList()) {
          writer.write(file, "", message);
        }
      }
    }
  }

  private void prefixes(String scope, DescriptorProto message) {
    String name = scope + "." + message.getName();
    message.getEnumTypeList().forEach(it -> prefix(name, it));
    message.getNestedTypeList().forEach(it -> prefixes(name, it));
  }

  private void prefix(String scope, EnumDescriptorProto type) {
    String zero = type.getValue(0).getName();
    prefixes.put(
        scope + "." + type.getName(), zero.substring(0, zero.length() - "UNSPECIFIED".length()));
  }

  private void write(FileDescriptorProto file, String outer, DescriptorProto message)
      throws IOException {
    String type = outer + message.getName();
    for (var nested : message.getNestedTypeList()) {
      write(file, type + ".", nested);
    }
    String area = file.getOptions().getJavaPackage();
    String name = (area.substring(AREA.length()) + "." + type).replace('.', '_') + "Shape";
    var fields = new StringBuilder();
    message.getFieldList().forEach(field -> fields.append(field(field)));
    Files.writeString(
        folder.resolve(name + ".java"),
        """
        package %s;

        import com.google.protobuf.Message;
        import dev.gazette.cli.output.Shape;
        import dev.gazette.cli.output.Words;

        /// The fields of `%s`, written by WriteShapes.
        @javax.annotation.processing.Generated("WriteShapes")
        @SuppressWarnings("unused")
        public final class %s implements Shape {

          /// Holds nothing.
          public %s() {}

          @Override
          public void tell(Message message, Teller fields) {
            var it = (%s.%s) message;
        %s  }
        }
        """
            .formatted(PACKAGE, type, name, name, area, type, fields));
  }

  private String field(FieldDescriptorProto field) {
    String camel = camel(field.getName());
    boolean many = field.getLabel() == FieldDescriptorProto.Label.LABEL_REPEATED;
    boolean message = field.getType() == FieldDescriptorProto.Type.TYPE_MESSAGE;
    String value = "it.get%s%s()".formatted(camel, many ? "List" : "");
    if (field.getType() == FieldDescriptorProto.Type.TYPE_ENUM) {
      String prefix = prefixes.get(field.getTypeName());
      value =
          many
              ? "%s.stream().map(one -> Words.of(one.name(), \"%s\")).toList()"
                  .formatted(value, prefix)
              : "Words.of(%s.name(), \"%s\")".formatted(value, prefix);
    }
    if (!many && (message || field.hasOneofIndex())) {
      value = "it.has%s() ? %s : null".formatted(camel, value);
    }
    return "    fields.tell(\"%s\", %s);%n".formatted(field.getName(), value);
  }

  /// The name as protoc's getters have it.
  private static String camel(String name) {
    var camel = new StringBuilder();
    boolean capital = true;
    for (char c : name.toCharArray()) {
      if (c != '_') {
        camel.append(capital ? Character.toUpperCase(c) : c);
      }
      capital = c == '_' || Character.isDigit(c);
    }
    return camel.toString();
  }
}
