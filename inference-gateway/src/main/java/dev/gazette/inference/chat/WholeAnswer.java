package dev.gazette.inference.chat;

import static dev.gazette.inference.error.InferenceReason.ANSWER_TOO_LONG;

import dev.gazette.inference.provider.PieceSink;

/// Gathers an answer for one message: 3 MiB at the most, which every gRPC client takes.
final class WholeAnswer implements PieceSink {

  private static final int LONGEST_BYTES = 3 << 20;

  private final StringBuilder text = new StringBuilder();
  private final AnswerBound bound = new AnswerBound(LONGEST_BYTES);

  @Override
  public void take(String piece) {
    if (!bound.admits(piece)) {
      throw ANSWER_TOO_LONG.because(
          "The answer passed 3 MiB and was ended; set max_tokens, or use StreamChat.");
    }
    text.append(piece);
  }

  String text() {
    return text.toString();
  }
}
