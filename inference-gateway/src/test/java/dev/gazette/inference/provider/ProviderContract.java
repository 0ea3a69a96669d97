package dev.gazette.inference.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.inference.error.InferenceReason;
import dev.gazette.platform.error.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What holds for every provider.
public abstract class ProviderContract {

  private static final String QUESTION = "Count from one to ten in words.";

  /// What the stand-in answers without end, and what keeps a real model busy.
  protected static final String ENDLESS = "Tell the longest story that you can.";

  /// The provider under test.
  protected abstract Provider provider();

  /// A model that it has.
  protected abstract ModelName model();

  /// A question to a model, with an answer of so many tokens at the most.
  protected static Prompt prompt(ModelName model, String question, int maxTokens) {
    return new Prompt(
        model,
        List.of(new Turn(Turn.Role.USER, question)),
        OptionalInt.of(maxTokens),
        Optional.of(0f));
  }

  @Test
  void ask_givesPiecesAndCounts() throws Exception {
    var pieces = new ArrayList<String>();
    var answer = provider().ask(prompt(model(), QUESTION, 6), pieces::add);
    assertThat(pieces).isNotEmpty().doesNotContain("");
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Whole.class,
            whole -> {
              assertThat(whole.promptTokens()).isPositive();
              assertThat(whole.completionTokens()).isBetween(1L, 6L);
            });
  }

  @Test
  void ask_maxTokens_boundsTheAnswer() throws Exception {
    var answer = provider().ask(prompt(model(), QUESTION, 2), _ -> {});
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Whole.class,
            whole -> assertThat(whole.completionTokens()).isLessThanOrEqualTo(2));
  }

  @Test
  void ask_unknownModel_isNone() throws Exception {
    var answer = provider().ask(prompt(new ModelName("no-such-model"), QUESTION, 2), _ -> {});
    assertThat(answer).isEqualTo(new Answer.NoSuchModel());
  }

  @Test
  void models_holdsTheModel() throws Exception {
    assertThat(provider().models()).extracting(Model::name).contains(model()).isSorted();
    assertThat(provider().models()).extracting(Model::sizeBytes).allMatch(size -> size > 0);
  }

  @Test
  void ask_sinkRefuses_endsWithItsRefusal() {
    assertThatThrownBy(() ->
            provider()
                .ask(
                    prompt(model(), QUESTION, 6),
                    _ -> {
                      throw InferenceReason.CALLER_STALLED.because("Enough.");
                    }))
        .isInstanceOf(Refusal.class)
        .hasMessage("Enough.");
  }

  @Test
  void ask_interruptedWithinThePieces_endsWithinASecond() throws Exception {
    var first = new CountDownLatch(1);
    var interrupted = new CompletableFuture<Boolean>();
    var asking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                provider().ask(prompt(model(), ENDLESS, 100_000), _ -> first.countDown());
                interrupted.complete(false);
              } catch (InterruptedException _) {
                interrupted.complete(true);
              }
            });
    assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
    asking.interrupt();
    assertThat(interrupted.get(1, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void ask_manyAtOnce_areAnsweredEach() {
    var asked = new ArrayList<CompletableFuture<Answer>>();
    for (int i = 0; i < 3; i++) {
      asked.add(CompletableFuture.supplyAsync(this::askShortly, Thread::startVirtualThread));
    }
    assertThat(asked)
        .allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(Answer.Whole.class));
  }

  private Answer askShortly() {
    try {
      return provider().ask(prompt(model(), QUESTION, 4), _ -> {});
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
