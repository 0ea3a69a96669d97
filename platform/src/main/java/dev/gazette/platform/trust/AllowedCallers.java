package dev.gazette.platform.trust;

import static dev.gazette.platform.service.ServiceName.AUTH;
import static dev.gazette.platform.service.ServiceName.BOARD;
import static dev.gazette.platform.service.ServiceName.GOVERNOR;
import static dev.gazette.platform.service.ServiceName.INFERENCE;
import static dev.gazette.platform.service.ServiceName.PROBE;

import dev.gazette.platform.service.ServiceName;
import java.util.Map;
import java.util.Set;

/// Which service may call which: the whole list, fixed here.
///
/// | called | by | for |
/// | --- | --- | --- |
/// | auth | all others | introspection, the revocation stream, secrets; the board: its events |
/// | board | all others | child tokens, which the board signs and others ask about |
/// | governor | board | its events, change-sets of cards |
/// | inference | board, governor | its events, texts that a card or a change-set asks for |
/// | probe | governor, board | signed writes and reads; its events |
final class AllowedCallers {

  private static final Map<ServiceName, Set<ServiceName>> BY_CALLED =
      Map.of(
          AUTH, Set.of(GOVERNOR, PROBE, BOARD, INFERENCE),
          BOARD, Set.of(GOVERNOR, PROBE, INFERENCE, AUTH),
          GOVERNOR, Set.of(BOARD),
          INFERENCE, Set.of(BOARD, GOVERNOR),
          PROBE, Set.of(GOVERNOR, BOARD));

  private AllowedCallers() {}

  /// Whether one service may call another.
  static boolean mayCall(ServiceName caller, ServiceName called) {
    return BY_CALLED.getOrDefault(called, Set.of()).contains(caller);
  }
}
