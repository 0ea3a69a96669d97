package dev.gazette.deploy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/reliability.md` names tests that there are, and every fault that one must find.
final class ReliabilityDocumentTest {

  private static final Path ROOT = Path.of("..");
  private static final Path DOCUMENT = ROOT.resolve("docs/reliability.md");
  private static final Path FAULTS = ROOT.resolve("board-service/src/test/mutations");
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT|Contract))`");
  private static final Pattern FAULT = Pattern.compile("`([0-9]{2}-[a-z-]+)`");

  private static Set<String> named(Pattern pattern) throws IOException {
    var named = new TreeSet<String>();
    pattern.matcher(Files.readString(DOCUMENT)).results().forEach(it -> named.add(it.group(1)));
    return named;
  }

  private static Set<String> tests() throws IOException {
    var tests = new TreeSet<String>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return name.equals("target") || name.equals(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java")) {
              tests.add(name.substring(0, name.length() - ".java".length()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return tests;
  }

  @Test
  void tests_thatAreNamed_areThere() throws IOException {
    assertThat(tests()).containsAll(named(TEST));
  }

  @Test
  void faults_areNamed_eachBesideItsPromise() throws IOException {
    try (var files = Files.list(FAULTS)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".patch", "")))
          .containsExactlyInAnyOrderElementsOf(named(FAULT));
    }
  }
}
