package dev.gazette.inference.provider;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a model is asked. Its text is in no log, event or row: it prints as its size.
///
/// @param model whom to ask
/// @param turns the conversation so far, the last one the user's
/// @param maxTokens the longest answer; the model's own bound when empty
/// @param temperature how freely it answers, 0 to 2; the model's own when empty
public record Prompt(
    ModelName model, List<Turn> turns, OptionalInt maxTokens, Optional<Float> temperature) {

  /// Keeps its own copy of the turns.
  public Prompt {
    turns = List.copyOf(turns);
  }

  @Override
  public String toString() {
    return "Prompt[%s, %d turns]".formatted(model, turns.size());
  }
}
