package dev.gazette.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.process.Surroundings;
import dev.gazette.cli.target.Contexts;
import dev.gazette.cli.testkit.Run;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CurrentBoardTest {

  @TempDir Path person;
  private Run run;

  @BeforeEach
  void start() {
    run = new Run(person);
  }

  private Surroundings around() {
    return run.surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream());
  }

  private String board(@Nullable String named) {
    try (var session = new Session(new Globals(), around())) {
      return session.board(named);
    }
  }

  private void use(String board) {
    var contexts = Contexts.of(around());
    contexts.useBoard(board);
    contexts.save();
  }

  @Test
  void board_optionOverEnvironmentOverCurrentOverDefault() {
    assertThat(board(null)).isEqualTo("default");
    use("ops");
    assertThat(board(null)).isEqualTo("ops");
    run.with("GAZETTE_BOARD", "dev");
    assertThat(board(null)).isEqualTo("dev");
    assertThat(board("lab")).isEqualTo("lab");
  }

  @Test
  void board_isOfItsContext() {
    use("ops");
    assertThat(
            run.piping("gzt_kept\n")
                .gazette("auth", "login", "lab", "--server", "lab.test:6000")
                .exit())
        .isZero();
    assertThat(board(null)).isEqualTo("default");
    use("far");
    assertThat(board(null)).isEqualTo("far");
    assertThat(run.gazette("auth", "use", "home").exit()).isZero();
    assertThat(board(null)).isEqualTo("ops");
  }
}
