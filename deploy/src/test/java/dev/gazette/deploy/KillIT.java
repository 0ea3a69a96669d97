package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of a stream of writes loses nothing that was acknowledged, doubles
/// nothing that is repeated, and leaves every database whole.
@Tag("proof")
final class KillIT {

  /// So that comparing all cards stays quick.
  private static final int ROUNDS_PER_HOME = 50;

  /// From so many rounds on.
  private static final int REHEARSAL_PAYS = 5;

  @TempDir Path folder;

  @Test
  void wholeProduct_killedWhileItWrites_keepsWhatItAcknowledged() throws Exception {
    try (var machine = new Machine(folder)) {
      new KillRounds(new WholeProduct(machine), 1, 1).run(Proof.rounds(1, 20, 60));
      assertThat(machine.gazette("down").ok()).contains("is down");
      Databases.assertWhole(machine.home());
    }
  }

  @Test
  void boardAlone_killedWhileItWrites_keepsWhatItAcknowledged() throws Exception {
    int left = Proof.rounds(2, 100, 10_000);
    for (int home = 1; left > 0; home++, left -= ROUNDS_PER_HOME) {
      try (var board = new BoardProcess(folder.resolve("board-" + home))) {
        var victim = left > REHEARSAL_PAYS ? board.rehearsed() : board;
        new KillRounds(victim, home, 4).run(Math.min(left, ROUNDS_PER_HOME));
      }
    }
  }

  private record WholeProduct(Machine machine) implements Victim {

    @Override
    public void start() {
      machine.gazette("up").ok();
    }

    @Override
    public void kill() {
      machine.kill();
    }

    @Override
    public int boardPort() {
      return machine.port("board");
    }

    @Override
    public String token() {
      try {
        return Files.readString(home().resolve("token")).strip();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public Path home() {
      return machine.home();
    }
  }
}
