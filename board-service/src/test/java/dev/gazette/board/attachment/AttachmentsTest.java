package dev.gazette.board.attachment;

import static dev.gazette.board.error.BoardReason.ATTACHMENTS_FULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Brief;
import dev.gazette.board.card.Cards;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.blob.BlobId;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.TestStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The rows of files, on both databases.
@ParameterizedClass
@MethodSource("stores")
final class AttachmentsTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final BoardId OPS = new BoardId("ops");

  private final TestStore store;
  private final Attachments attachments;
  private final CardId card;

  AttachmentsTest(Supplier<TestStore> kind) {
    store = kind.get();
    var boards = new Boards();
    var cards = new Cards(boards);
    attachments = new Attachments(cards);
    store.write(tx -> boards.create(tx, ANNA, OPS, "", "", List.of()));
    card = store.write(tx -> cards.create(tx, ANNA, OPS, Brief.of("a"), Optional.empty())).id();
  }

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Attachment attach(String name, long size) {
    var blob = new BlobId(UUID.randomUUID().toString().replace("-", ""));
    var upload = new Attachments.Upload(name, "text/plain", size, "0".repeat(64), blob, 0);
    return store.write(tx -> attachments.attach(tx, ANNA, card, upload));
  }

  private List<String> names() {
    return store.read(session -> attachments.list(session, card, 0, 999)).stream()
        .map(Attachment::name)
        .toList();
  }

  @Test
  void numbersAreNeverUsedAgain_andNamesAreOnceOnly() {
    assertThat(attach("a.txt", 1).id()).isEqualTo(1);
    assertThat(attach("../a.txt", 1).name()).isEqualTo("a-2.txt");
    store.write(tx -> attachments.remove(tx, ANNA, card, 2));
    assertThat(attach("a.txt", 1)).matches(it -> it.id() == 3 && it.name().equals("a-2.txt"));
    assertThat(names()).containsExactly("a.txt", "a-2.txt");
    assertThatThrownBy(() -> store.read(session -> attachments.get(session, card, 2)))
        .hasMessageContaining("OPS-1 has no attachment 2");
    assertThat(store.eventKinds()).contains("card.attached", "card.attachment_removed");
  }

  @Test
  void aCardHasRoomForAHundredFiles_andForSoManyBytes() {
    for (int i = 0; i < 10; i++) {
      attach("large", Attachments.LARGEST_BYTES);
    }
    assertThatThrownBy(() -> attach("one more", Attachments.LARGEST_BYTES)).satisfies(this::full);
    for (int i = 10; i < Attachments.MOST; i++) {
      attach("small", 1);
    }
    assertThatThrownBy(() -> attach("one more", 0)).satisfies(this::full);
    store.write(tx -> attachments.remove(tx, ANNA, card, 1));
    assertThat(attach("one more", 0).id()).isEqualTo(Attachments.MOST + 1);
  }

  private void full(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(ATTACHMENTS_FULL));
  }

  @Test
  void aBlobIsNeeded_whileAFileHasIt() {
    var blob = attach("a", 1).blob();
    boolean before = store.read(session -> AttachmentStore.needs(session, blob));
    assertThat(before).isTrue();
    store.write(tx -> attachments.remove(tx, ANNA, card, 1));
    boolean after = store.read(session -> AttachmentStore.needs(session, blob));
    assertThat(after).isFalse();
  }

  @Test
  void rowsGoWithTheirCard_inSteps() {
    for (int i = 0; i < 5; i++) {
      attach("a", 1);
    }
    int first = store.write(tx -> attachments.remove(tx.session(), card, 3));
    int rest = store.write(tx -> attachments.remove(tx.session(), card, 3));
    assertThat(List.of(first, rest)).containsExactly(3, 2);
    assertThat(names()).isEmpty();
  }
}
