package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/// The jars that are shipped.
final class ShippedClassesIT {

  private static final Path LIB = Path.of("target", "lib");

  /// Jars of old annotations, which nothing loads.
  private static final List<String> ANNOTATIONS = List.of("jsr305-", "annotations-");

  /// The oldest class version that the AOT cache takes (JDK 6).
  private static final int OLDEST = 50;

  @Test
  void classes_areNoneTooOldForTheCache() throws IOException {
    try (var jars = Files.newDirectoryStream(LIB, "*.jar")) {
      for (var jar : jars) {
        if (ANNOTATIONS.stream().anyMatch(jar.getFileName().toString()::startsWith)) {
          continue;
        }
        try (var file = new JarFile(jar.toFile())) {
          for (var entry : file.stream().filter(it -> it.getName().endsWith(".class")).toList()) {
            try (var bytes = new DataInputStream(file.getInputStream(entry))) {
              bytes.readInt();
              bytes.readUnsignedShort();
              assertThat(bytes.readUnsignedShort())
                  .as(jar + " " + entry)
                  .isGreaterThanOrEqualTo(OLDEST);
            }
          }
        }
      }
    }
  }
}
