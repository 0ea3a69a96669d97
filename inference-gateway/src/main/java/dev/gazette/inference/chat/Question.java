package dev.gazette.inference.chat;

import dev.gazette.inference.provider.ModelName;
import dev.gazette.inference.provider.Prompt;
import dev.gazette.inference.provider.Turn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a caller asks, before it is settled which model answers.
///
/// @param model whom to ask; the default when empty
/// @param turns the conversation so far, the last one the user's
/// @param maxTokens the longest answer; the model's own bound when empty
/// @param temperature how freely it answers, 0 to 2; the model's own when empty
record Question(
    Optional<ModelName> model,
    List<Turn> turns,
    OptionalInt maxTokens,
    Optional<Float> temperature) {

  /// The question as one model gets it.
  Prompt to(ModelName chosen) {
    return new Prompt(chosen, turns, maxTokens, temperature);
  }

  @Override
  public String toString() {
    return "Question[%s, %d turns]".formatted(model, turns.size());
  }
}
