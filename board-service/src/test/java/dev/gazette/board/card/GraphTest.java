package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.edge.Edge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Graphs of a size at which recursion or a scan would be felt.
final class GraphTest {

  private static final int WIDE = 500;
  private static final int LONG = 300;

  private final Desk desk = Desk.memory();

  @AfterEach
  void close() {
    desk.close();
  }

  private List<CardId> create(int count) {
    var ids = new ArrayList<CardId>();
    for (int i = 0; i < count; i++) {
      ids.add(desk.create("c" + i).id());
    }
    return ids;
  }

  private List<CardId> chain() {
    var ids = new ArrayList<>(List.of(desk.create("c0").id()));
    for (int i = 1; i < LONG; i++) {
      ids.add(desk.createAfter("c" + i, ids.getLast()).id());
    }
    return ids;
  }

  private long count(String kind) {
    return desk.store().eventKinds().stream().filter(kind::equals).count();
  }

  @Test
  void fanOut_isPromotedInTheSameTransaction() {
    var root = desk.create("root").id();
    var leaves = create(WIDE);
    leaves.forEach(leaf -> desk.link(root, leaf));
    desk.complete(root, 0);
    assertThat(leaves).allMatch(leaf -> desk.card(leaf).state() == CardState.READY);
    assertThat(count("card.promoted")).isEqualTo(WIDE);
    desk.reopen(root);
    assertThat(leaves).allMatch(leaf -> desk.card(leaf).state() == CardState.TODO);
  }

  @Test
  void fanIn_isReadyWithTheLastParent() {
    var parents = create(WIDE);
    var last = desk.createAfter("last", parents.toArray(CardId[]::new)).id();
    for (var parent : parents.subList(1, WIDE)) {
      desk.complete(parent, 0);
    }
    assertThat(desk.card(last).state()).isEqualTo(CardState.TODO);
    assertThatThrownBy(() -> desk.complete(last, 0)).hasMessageContaining("OPS-1 (open)");
    desk.complete(parents.getFirst(), 0);
    assertThat(desk.card(last).state()).isEqualTo(CardState.READY);
  }

  @Test
  void longChain_isWalkedAndTakenBack() {
    var chain = chain();
    assertThatThrownBy(() -> desk.link(chain.getLast(), chain.getFirst()))
        .hasMessageContaining("OPS-10 → … (289 cards) → OPS-300");
    for (var card : chain) {
      assertThat(desk.card(card).state()).isEqualTo(CardState.READY);
      desk.complete(card, 0);
    }
    desk.reopen(chain.getFirst());
    assertThat(chain.subList(1, LONG)).allMatch(id -> desk.card(id).state() == CardState.TODO);
    assertThat(count("card.retracted")).isEqualTo(LONG - 1);
  }

  @Test
  void edges_haveABoundEachWay() {
    var root = desk.create("root").id();
    create(Edge.MOST).forEach(leaf -> desk.link(root, leaf));
    var more = desk.create("more").id();
    assertThatThrownBy(() -> desk.link(root, more)).hasMessageContaining("awaited by 1,000 cards");
    assertThat(desk.card(more).state()).isEqualTo(CardState.READY);
  }
}
