package dev.gazette.proto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/glossary.md` has every word that the protos give a thing.
final class GlossaryTest {

  private static final Path PROTOS = Path.of("src/main/proto");
  private static final Path GLOSSARY = Path.of("../docs/glossary.md");
  private static final Pattern DECLARED =
      Pattern.compile("^(?:message|enum) (\\w+) ", Pattern.MULTILINE);
  private static final Pattern TERM = Pattern.compile("^\\| ([^|]+) \\|", Pattern.MULTILINE);

  @Test
  void glossary_hasEveryResourceAndEnum() throws IOException {
    assertThat(terms()).containsAll(declared());
  }

  /// The resources and enums, in words: `GovernedWrite` is `governed write`. Requests and responses
  /// are named by their RPCs.
  private static Set<String> declared() throws IOException {
    try (var files = Files.walk(PROTOS)) {
      return files
          .filter(file -> file.toString().endsWith(".proto"))
          .flatMap(file -> DECLARED.matcher(text(file)).results())
          .map(found -> found.group(1))
          .filter(name -> !name.endsWith("Request") && !name.endsWith("Response"))
          .map(name -> name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> terms() {
    return TERM.matcher(text(GLOSSARY))
        .results()
        .flatMap(row -> Arrays.stream(row.group(1).split(", ", -1)))
        .map(String::strip)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new AssertionError("Cannot read " + file, failure);
    }
  }
}
