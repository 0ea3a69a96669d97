package dev.gazette.board.board;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// States between the kernel and the wire.
public final class States {

  private static final String PREFIX = "CARD_STATE_";

  private static final Map<CardState, dev.gazette.proto.board.v1.CardState> RENDERED =
      Arrays.stream(CardState.values())
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  state -> dev.gazette.proto.board.v1.CardState.valueOf(PREFIX + state.name()),
                  (a, _) -> a,
                  () -> new EnumMap<>(CardState.class)));

  private States() {}

  /// A state for the wire.
  public static dev.gazette.proto.board.v1.CardState render(CardState state) {
    return RENDERED.getOrDefault(
        state, dev.gazette.proto.board.v1.CardState.CARD_STATE_UNSPECIFIED);
  }

  /// A state from the wire, which must be said.
  public static CardState parse(String field, dev.gazette.proto.board.v1.CardState state) {
    return switch (state) {
      case CARD_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw INVALID_ARGUMENT.because(
              "%s names no state; choose one of %s.",
              field,
              Arrays.stream(CardState.values())
                  .map(CardState::word)
                  .collect(Collectors.joining(", ")));
      default -> CardState.valueOf(state.name().substring(PREFIX.length()));
    };
  }
}
