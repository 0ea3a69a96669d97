package dev.gazette.auth.recovery;

import static dev.gazette.auth.error.AuthReason.RECOVERY_PAUSED;
import static dev.gazette.auth.error.AuthReason.RECOVERY_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.PinnedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecoverySecretTest {

  @TempDir Path folder;
  private final PinnedClock clock = new PinnedClock();
  private Path file;
  private RecoverySecret secret;

  @BeforeEach
  void open() {
    file = folder.resolve("recovery");
    secret = new RecoverySecret(file, new Random(1), clock);
  }

  private String content() throws IOException {
    return Files.readString(file);
  }

  private void assertRefused(Reason reason, String presented) {
    assertThatThrownBy(() -> secret.use(presented))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason))
        .message()
        .doesNotContain("gzr_");
  }

  @Test
  void use_theContentOfTheFile_worksOnce() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String first = content();
    secret.use(first);
    assertThat(content()).isNotEqualTo(first);
    assertRefused(RECOVERY_REFUSED, first);
    secret.use(content());
  }

  @Test
  void use_afterARestart_isStillTheSame() throws Exception {
    String first = content();
    new RecoverySecret(file, new Random(2), clock).use(first);
    assertThat(content()).isNotEqualTo(first);
  }

  @Test
  void use_wrongOnes_areBounded_andTheRightOneStillWorks() throws Exception {
    for (int i = 0; i < RecoverySecret.WRONG_PER_MINUTE; i++) {
      assertRefused(RECOVERY_REFUSED, "gzr_wrong");
    }
    assertRefused(RECOVERY_PAUSED, "gzr_wrong");
    assertRefused(RECOVERY_PAUSED, "");
    String first = content();
    secret.use(first);
    assertThat(content()).isNotEqualTo(first);
    clock.advance(Duration.ofMinutes(1));
    assertRefused(RECOVERY_REFUSED, first);
  }

  @Test
  void use_byManyAtOnce_worksForOne() throws Exception {
    String first = content();
    var attempts =
        Stream.generate(() ->
                CompletableFuture.runAsync(() -> secret.use(first), Thread::startVirtualThread)
                    .handle((_, failure) -> failure == null))
            .limit(16)
            .toList();
    assertThat(attempts).extracting(CompletableFuture::join).containsOnlyOnce(true);
  }

  @Test
  void open_anEmptyFile_makesOne() throws Exception {
    Files.writeString(file, "\n");
    secret = new RecoverySecret(file, new Random(3), clock);
    assertThat(content()).startsWith("gzr_");
    secret.use(content());
  }
}
