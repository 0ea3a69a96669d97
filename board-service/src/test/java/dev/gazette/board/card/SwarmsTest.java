package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static dev.gazette.board.error.BoardReason.POOL_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardState;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.TestStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class SwarmsTest {

  private final Desk desk;
  private final Swarms swarms;

  SwarmsTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
    swarms = new Swarms(desk.cards(), desk.links(), desk.verbs());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private Swarm create(Brief synthesizer, Optional<CardKey> key) {
    var plan =
        new Swarm.Plan(
            Brief.of("goal"),
            List.of(Brief.of("a"), Brief.of("b").assignedTo("ben")),
            Brief.of("verify"),
            synthesizer);
    return desk.store().write(tx -> swarms.create(tx, ANNA, OPS, plan, key));
  }

  @Test
  void swarm_goesFromItsWorkersOverItsVerifierToItsSynthesizer() {
    var swarm = create(Brief.of("put together"), Optional.empty());
    assertThat(desk.card(swarm.root()).state()).isEqualTo(CardState.DONE);
    assertThat(swarm.workers())
        .extracting(id -> desk.card(id).state())
        .containsExactly(CardState.READY, CardState.READY);
    assertThat(desk.card(swarm.workers().getLast()).brief().assignee()).isEqualTo("ben");
    desk.complete(swarm.workers().getFirst(), 0);
    assertThat(desk.card(swarm.verifier()).state()).isEqualTo(CardState.TODO);
    desk.complete(swarm.workers().getLast(), 0);
    assertThat(desk.card(swarm.verifier()).state()).isEqualTo(CardState.READY);
    assertThat(desk.card(swarm.synthesizer()).state()).isEqualTo(CardState.TODO);
    desk.complete(swarm.verifier(), 0);
    assertThat(desk.card(swarm.synthesizer()).state()).isEqualTo(CardState.READY);
    assertThat(desk.card(swarm.synthesizer()).brief().title()).isEqualTo("put together");
  }

  @Test
  void partOfASwarm_isNeverThere() {
    var wrong = new Brief("put together", "", 0, List.of(), "", null, "", "no-such-pool");
    assertThatThrownBy(() -> create(wrong, Optional.empty()))
        .isInstanceOfSatisfying(
            Refusal.class, it -> assertThat(it.reason()).isEqualTo(POOL_NOT_FOUND));
    assertThat(desk.ids()).isEmpty();
  }

  @Test
  void sameKey_isTheSameSwarm_alsoOnceItIsUnderWay() {
    var key = Optional.of(new CardKey("k", "hash"));
    var swarm = create(Brief.of("put together"), key);
    desk.claim(swarm.workers().getFirst());
    assertThat(create(Brief.of("put together"), key)).isEqualTo(swarm);
    assertThat(desk.ids()).hasSize(5);
  }
}
