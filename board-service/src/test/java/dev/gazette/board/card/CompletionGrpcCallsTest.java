package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.ATTACHMENT_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.CREATED_CARDS_UNKNOWN;
import static dev.gazette.board.error.BoardReason.LEASE_LOST;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.testkit.Answer;
import dev.gazette.proto.board.v1.Attachment;
import dev.gazette.proto.board.v1.AttachmentServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.CreateChildTokenRequest;
import dev.gazette.proto.board.v1.EdgeServiceGrpc;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.LinkCardsRequest;
import dev.gazette.proto.board.v1.ListRunsRequest;
import dev.gazette.proto.board.v1.Run;
import dev.gazette.proto.board.v1.UploadAttachmentRequest;
import dev.gazette.proto.common.v1.Grant;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionGrpcCallsTest {

  @TempDir Path folder;
  private BoardServer board;
  private String ada = "";
  private String eve = "";

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    board.createBoard("ops");
    ada = board.server().token("ada", "board.*@boards/ops");
    eve = board.server().token("eve", "board.*@boards/ops");
    create(eve, "work");
    var _ = cards(ada).claimCard(ClaimCardRequest.newBuilder().setCardId("OPS-1").build());
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private CardServiceBlockingStub cards(String secret) {
    return board.server().with(secret, CardServiceGrpc::newBlockingStub);
  }

  private String create(String secret, String title) {
    return cards(secret)
        .createCard(
            CreateCardRequest.newBuilder()
                .setBoardId("ops")
                .setCard(Card.newBuilder().setTitle(title))
                .build())
        .getId();
  }

  private Card complete(String summary, String... created) {
    return cards(ada)
        .completeCard(
            CompleteCardRequest.newBuilder()
                .setCardId("OPS-1")
                .setEpoch(1)
                .setSummary(summary)
                .addAllCreatedCardIds(List.of(created))
                .build());
  }

  private List<Event> events(String kind) {
    return board.server().readers().readNow(session -> EventStore.after(session, 0, 999)).stream()
        .filter(event -> event.kind().equals(kind))
        .toList();
  }

  @Test
  void phantomCards_areRefused_andToldInAnEvent_andTheCardRunsOn() {
    String own = create(ada, "own");
    String others = create(eve, "another's");
    String sentence =
        assertRefused(CREATED_CARDS_UNKNOWN, () -> complete("", own, others, "OPS-99", "OPS-1"));
    assertThat(sentence).contains("made no OPS-3, OPS-99, OPS-1.");
    var card = cards(ada).getCard(GetCardRequest.newBuilder().setCardId("OPS-1").build());
    assertThat(card.getState()).isEqualTo(CardState.CARD_STATE_RUNNING);
    assertThat(events("card.completed")).isEmpty();
    assertThat(events("card.completion_refused"))
        .extracting(Event::payload)
        .containsExactly("{\"unknown\":[\"OPS-3\",\"OPS-99\",\"OPS-1\"]}");
    assertThat(complete("", own).getState()).isEqualTo(CardState.CARD_STATE_DONE);
  }

  @Test
  void whatIsHandedOver_isToldByTheEventOfTheEnd() {
    String own = create(ada, "own");
    var handed =
        CompleteCardRequest.newBuilder()
            .setCardId("OPS-1")
            .setEpoch(1)
            .addCreatedCardIds(own)
            .addArtifactIds(1);
    assertRefused(ATTACHMENT_NOT_FOUND, () -> cards(ada).completeCard(handed.build()));
    attach("report.txt");
    assertThat(cards(ada).completeCard(handed.build()).getState())
        .isEqualTo(CardState.CARD_STATE_DONE);
    assertThat(events("card.completed"))
        .singleElement()
        .extracting(Event::payload)
        .asString()
        .contains("\"created_card_ids\":[\"OPS-2\"]")
        .contains("\"artifacts\":[{\"attachment_id\":1,\"name\":\"report.txt\",");
  }

  @Test
  void metadata_isKeptWithTheAttempt_asItWasGiven() {
    var list =
        ListValue.newBuilder()
            .addValues(text("a"))
            .addValues(Value.newBuilder().setBoolValue(true));
    var metadata =
        Struct.newBuilder()
            .putFields("tests_run", Value.newBuilder().setNumberValue(12).build())
            .putFields("files", Value.newBuilder().setListValue(list).build())
            .putFields("none", Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build())
            .build();
    var done =
        CompleteCardRequest.newBuilder().setCardId("OPS-1").setEpoch(1).setMetadata(metadata);
    var _ = cards(ada).completeCard(done.build());
    assertThat(runs("OPS-1").getFirst().getMetadata()).isEqualTo(metadata);
    create(eve, "plain");
    var _ = cards(ada).completeCard(CompleteCardRequest.newBuilder().setCardId("OPS-2").build());
    assertThat(runs("OPS-2").getFirst().hasMetadata()).isFalse();
  }

  @Test
  void metadata_thatIsNoJson_orTooLong_isRefused() {
    var endless = Value.newBuilder().setNumberValue(Double.POSITIVE_INFINITY).build();
    for (var value : List.of(endless, text("x".repeat(70_000)))) {
      var request =
          CompleteCardRequest.newBuilder()
              .setCardId("OPS-1")
              .setEpoch(1)
              .setMetadata(Struct.newBuilder().putFields("a", value))
              .build();
      assertRefused(INVALID_ARGUMENT, () -> cards(ada).completeCard(request));
    }
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private List<Run> runs(String card) {
    return cards(ada).listRuns(ListRunsRequest.newBuilder().setCardId(card).build()).getRunsList();
  }

  @Test
  void plainCompletion_tellsOfNothingElse() {
    attach("report.txt");
    complete("so");
    assertThat(events("card.completed"))
        .singleElement()
        .extracting(Event::payload)
        .asString()
        .doesNotContain("created_card_ids", "artifacts");
  }

  private void attach(String name) {
    Attachment _ =
        Answer.to(
            board.server().with(ada, AttachmentServiceGrpc::newStub)::uploadAttachment,
            List.of(UploadAttachmentRequest.newBuilder().setCardId("OPS-1").setName(name).build()));
  }

  @Test
  void cardsOfItsOwnProcesses_andThoseThatWaitForIt_areItsOwn() {
    String child =
        board
            .server()
            .with(ada, ChildTokenServiceGrpc::newBlockingStub)
            .createChildToken(
                CreateChildTokenRequest.newBuilder()
                    .setCardId("OPS-1")
                    .setEpoch(1)
                    .addGrants(Grant.newBuilder().setScope("board.write").setResource("boards/ops"))
                    .build())
            .getSecret();
    String byChild = create(child, "by its child");
    String linked = create(eve, "linked");
    var _ =
        board
            .server()
            .with(eve, EdgeServiceGrpc::newBlockingStub)
            .linkCards(
                LinkCardsRequest.newBuilder().setParentId("OPS-1").setChildId(linked).build());
    assertThat(complete("", byChild, linked).getState()).isEqualTo(CardState.CARD_STATE_DONE);
  }

  @Test
  void cardsNamedInProse_thatAreNotThere_areOnlyTold() {
    create(ada, "there");
    complete("See OPS-2, OPS-77 and OPS-78; UTF-8, SHA-256 and ops-79 are no cards.");
    assertThat(events("card.unknown_mentioned"))
        .extracting(Event::payload)
        .containsExactly("{\"unknown\":[\"OPS-77\",\"OPS-78\"]}");
  }

  @Test
  void lateWorker_isToldThatItIsLate_ratherThanWhatItMade() {
    complete("");
    assertRefused(LEASE_LOST, () -> complete("", "OPS-99"));
    assertThat(events("card.completion_refused")).isEmpty();
    var many = Collections.nCopies(101, "OPS-2").toArray(String[]::new);
    assertRefused(INVALID_ARGUMENT, () -> complete("", many));
  }
}
