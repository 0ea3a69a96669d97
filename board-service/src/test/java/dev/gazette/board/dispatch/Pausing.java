package dev.gazette.board.dispatch;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.testkit.TestStore;

/// Pauses, for tests of other packages.
public final class Pausing {

  private static final Actor ANNA = new Actor("anna", "c1");

  private Pausing() {}

  /// Stops giving out some cards.
  public static void pause(TestStore store, Pauses pauses, Pause.Of some) {
    store.write(tx -> pauses.pause(tx, ANNA, some, "disk full"));
  }

  /// Gives them out again.
  public static void resume(TestStore store, Pauses pauses, Pause.Of some) {
    store.write(tx -> pauses.resume(tx, ANNA, some));
  }
}
