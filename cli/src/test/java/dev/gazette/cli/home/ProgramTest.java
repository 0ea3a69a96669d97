package dev.gazette.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cache that was found good once is believed as long as nothing that it depends on changed: an
/// `up` that tries it again takes a second longer, one that believes a wrong one starts slowly.
final class ProgramTest {

  @TempDir private Path folder;
  private Path library;
  private Path options;
  private Program program;

  @BeforeEach
  void noted() throws IOException {
    var jar = Files.writeString(Files.createDirectory(folder.resolve("lib")).resolve("a.jar"), "a");
    library = Files.writeString(jar.resolveSibling("b.jar"), "b");
    options = Files.writeString(folder.resolve("options"), "-Xmx1g");
    var cache = Files.writeString(folder.resolve("a.aot"), "classes");
    program = new Program(jar, cache, List.of("@" + options, "-Xss1m"));
    assertThat(program.isNotedGood()).isFalse();
    program.noteGood();
    assertThat(program.isNotedGood()).isTrue();
    assertThat(program.cached()).contains("-XX:-VerifySharedSpaces");
  }

  private static void later(Path file) throws IOException {
    var time = Files.getLastModifiedTime(file).toInstant().plusSeconds(1);
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private void assertDoubted() {
    assertThat(program.isNotedGood()).isFalse();
    assertThat(program.cached()).containsExactly("-XX:AOTCache=" + program.cache());
  }

  private void assertNotUsed() {
    assertThat(program.isNotedGood()).isFalse();
    assertThat(program.isCacheGood()).isFalse();
    assertThat(program.cached()).isEmpty();
  }

  @Test
  void aCacheThatChanged_isDoubted() throws IOException {
    later(program.cache());
    assertDoubted();
  }

  @Test
  void aCacheOfOlderJars_isNotUsed_forItWouldRunTheirClasses() throws IOException {
    later(library);
    assertNotUsed();
  }

  @Test
  void aCacheOfOtherOptions_isNotUsed() throws IOException {
    later(options);
    assertNotUsed();
  }

  @Test
  void aCacheOfAnotherJdk_isDoubted() throws IOException {
    var note = folder.resolve("a.aot.good");
    var time = Files.getLastModifiedTime(note);
    Files.writeString(note, Files.readString(note).replace(Runtime.version().toString(), "17"));
    Files.setLastModifiedTime(note, time);
    assertDoubted();
  }

  @Test
  void aCacheThatIsGone_isNotUsed() throws IOException {
    Files.delete(program.cache());
    assertNotUsed();
  }
}
