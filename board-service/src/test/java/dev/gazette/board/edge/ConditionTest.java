package dev.gazette.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ConditionTest {

  private static final Condition APPROVED = new Condition(Condition.Kind.ON_OUTCOME, "approved");

  @ParameterizedTest
  @CsvSource({
    "DONE,,'',MET,UNMET,MET,UNMET",
    "DONE,,approved,MET,UNMET,MET,MET",
    "DONE,,rejected,MET,UNMET,MET,UNMET",
    "FAILED,,'',UNMET,MET,MET,UNMET",
    "CANCELLED,,'',UNMET,UNMET,MET,UNMET",
    "ARCHIVED,DONE,approved,MET,UNMET,MET,MET",
    "ARCHIVED,FAILED,'',UNMET,MET,MET,UNMET",
    "ARCHIVED,CANCELLED,'',UNMET,UNMET,MET,UNMET",
    "ARCHIVED,READY,'',UNMET,UNMET,MET,UNMET",
    "ARCHIVED,RUNNING,'',UNMET,UNMET,MET,UNMET"
  })
  void standing_ofAnEndedParent(
      CardState state,
      @Nullable CardState former,
      String outcome,
      EdgeStanding onSuccess,
      EdgeStanding onFailure,
      EdgeStanding always,
      EdgeStanding onOutcome) {
    assertThat(Condition.ON_SUCCESS.standing(state, former, outcome)).isEqualTo(onSuccess);
    assertThat(new Condition(Condition.Kind.ON_FAILURE, "").standing(state, former, outcome))
        .isEqualTo(onFailure);
    assertThat(new Condition(Condition.Kind.ALWAYS, "").standing(state, former, outcome))
        .isEqualTo(always);
    assertThat(APPROVED.standing(state, former, outcome)).isEqualTo(onOutcome);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DONE", "FAILED", "CANCELLED", "ARCHIVED"})
  void standing_ofAParentThatHasNotEnded_isOpen(CardState state) {
    assertThat(Condition.ON_SUCCESS.standing(state, null, "")).isEqualTo(EdgeStanding.OPEN);
    assertThat(APPROVED.standing(state, null, "approved")).isEqualTo(EdgeStanding.OPEN);
  }

  @Test
  void outcome_goesWithItsConditionOnly() {
    assertThatThrownBy(() -> new Condition(Condition.Kind.ALWAYS, "approved"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Condition(Condition.Kind.ON_OUTCOME, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
