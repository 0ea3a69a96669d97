package dev.gazette.deploy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A document that is written from the code: a test compares it, `-Ddocs=update` rewrites it.
record Document(String name) {

  private static final Path FOLDER = Path.of("..", "docs");

  /// Fails when the document is not what the code says.
  void mustBe(String wanted) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("update".equals(System.getProperty("docs"))) {
      Files.writeString(file, wanted);
    }
    assertThat(file).as("docs/%s; rewrite it with -Ddocs=update", name).hasContent(wanted);
  }
}
