package dev.gazette.board.card;

import static dev.gazette.board.card.CardHistory.Kind.CLAIMED;
import static dev.gazette.board.card.CardHistory.Kind.COMPLETED;
import static dev.gazette.board.card.CardHistory.Kind.REFUSED_AS_DONE;
import static dev.gazette.board.card.CardHistory.Kind.REFUSED_AS_HELD;
import static dev.gazette.board.card.CardHistory.Kind.REFUSED_AS_LOST;
import static dev.gazette.board.card.CardHistory.Kind.RELEASED;
import static dev.gazette.board.card.CardHistory.Kind.RENEWED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.card.CardHistory.Call;
import org.junit.jupiter.api.Test;

/// What the judge of histories lets pass, and what not.
final class CardHistoryTest {

  private static boolean linearizable(Call... calls) {
    var history = new CardHistory("OPS-1");
    for (var call : calls) {
      history.add(call);
    }
    return history.problem().isEmpty();
  }

  @Test
  void oneAfterTheOther_isLinearizable() {
    assertThat(
            linearizable(
                new Call(CLAIMED, 1, 0, 1),
                new Call(REFUSED_AS_HELD, 0, 2, 3),
                new Call(RENEWED, 1, 4, 5),
                new Call(RELEASED, 1, 6, 7),
                new Call(REFUSED_AS_LOST, 1, 8, 9),
                new Call(CLAIMED, 2, 10, 11),
                new Call(REFUSED_AS_LOST, 1, 12, 13),
                new Call(COMPLETED, 2, 14, 15),
                new Call(REFUSED_AS_DONE, 0, 16, 17)))
        .isTrue();
  }

  @Test
  void atTheSameTime_mayBeInAnyOrder() {
    assertThat(
            linearizable(
                new Call(REFUSED_AS_HELD, 0, 0, 10),
                new Call(CLAIMED, 2, 1, 9),
                new Call(RELEASED, 1, 1, 8),
                new Call(CLAIMED, 1, 1, 7)))
        .isTrue();
  }

  @Test
  void aLapse_isNobodysCall() {
    assertThat(
            linearizable(
                new Call(CLAIMED, 1, 0, 1),
                new Call(CLAIMED, 2, 2, 3),
                new Call(REFUSED_AS_LOST, 1, 4, 5)))
        .isTrue();
  }

  @Test
  void whatNoRegisterDoes_isSeen() {
    var first = new Call(CLAIMED, 1, 0, 1);
    var second = new Call(CLAIMED, 2, 2, 3);
    assertThat(linearizable(first, new Call(CLAIMED, 1, 2, 3))).as("given out twice").isFalse();
    assertThat(linearizable(first, second, new Call(RENEWED, 1, 4, 5))).as("late beat").isFalse();
    assertThat(linearizable(first, second, new Call(COMPLETED, 1, 4, 5)))
        .as("late completion")
        .isFalse();
    assertThat(linearizable(first, new Call(RELEASED, 1, 2, 3), new Call(RELEASED, 1, 4, 5)))
        .as("released twice")
        .isFalse();
    assertThat(linearizable(new Call(REFUSED_AS_HELD, 0, 0, 1), new Call(CLAIMED, 1, 2, 3)))
        .as("held before anybody claimed it")
        .isFalse();
    assertThat(linearizable(new Call(CLAIMED, 2, 0, 1), new Call(CLAIMED, 1, 2, 3)))
        .as("epochs fall")
        .isFalse();
    assertThat(linearizable(first, new Call(REFUSED_AS_LOST, 1, 2, 3), new Call(RENEWED, 1, 4, 5)))
        .as("lost, and then held")
        .isFalse();
    assertThat(linearizable(first, new Call(COMPLETED, 1, 2, 3), new Call(CLAIMED, 2, 4, 5)))
        .as("done, and then claimed")
        .isFalse();
  }
}
