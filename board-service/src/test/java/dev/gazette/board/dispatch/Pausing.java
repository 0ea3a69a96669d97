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

  /// Closes a breaker; answers whether it was open.
  public static boolean close(TestStore store, Pause.Of some) {
    return store.write(tx -> Breakers.close(tx, ANNA, some)).isPresent();
  }

  /// Gives them out again.
  public static void resume(TestStore store, Pauses pauses, Pause.Of some) {
    store.write(tx -> pauses.resume(tx, ANNA, some));
  }
}
