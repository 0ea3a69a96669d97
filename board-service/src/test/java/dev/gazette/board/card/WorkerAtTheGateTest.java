package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_STATE_WRONG;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.gazette.platform.testkit.Refusals;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CommentServiceGrpc;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.ExitClass;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import dev.gazette.proto.board.v1.FailCardRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.RequestChangesRequest;
import dev.gazette.proto.board.v1.RequestReviewRequest;
import dev.gazette.proto.board.v1.ReviewServiceGrpc;
import dev.gazette.proto.board.v1.ScheduleCardRequest;
import dev.gazette.proto.board.v1.ScheduleServiceGrpc;
import dev.gazette.proto.common.v1.AccessProto;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A worker that may work on a board, and not write it, does not let go by hand what waits for a
/// person: neither by a verb that says so, nor by one that leads there later.
@Timeout(60)
final class WorkerAtTheGateTest {

  private static final List<ServiceDescriptor> SERVICES =
      List.of(
          CardServiceGrpc.getServiceDescriptor(),
          ScheduleServiceGrpc.getServiceDescriptor(),
          ReviewServiceGrpc.getServiceDescriptor(),
          AttemptServiceGrpc.getServiceDescriptor(),
          CommentServiceGrpc.getServiceDescriptor());

  @TempDir Path folder;
  private BoardServer board;
  private CardServiceBlockingStub owners;
  private Channel workers;

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    owners = board.server().asOwner(CardServiceGrpc::newBlockingStub);
    String worker = board.server().token("ada", "board.read@boards/ops", "board.work@boards/ops");
    workers = board.server().with(worker, CardServiceGrpc::newBlockingStub).getChannel();
    board.createBoard("ops");
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private String create(String column) {
    var card = Card.newBuilder().setTitle("a").setColumnId(column);
    return owners
        .createCard(CreateCardRequest.newBuilder().setBoardId("ops").setCard(card).build())
        .getId();
  }

  private String blocked() {
    String id = create("");
    owners.blockCard(BlockCardRequest.newBuilder().setCardId(id).setReason("may I?").build());
    return id;
  }

  private String deadLetter() {
    String id = create("");
    owners.claimCard(ClaimCardRequest.newBuilder().setCardId(id).build());
    AttemptServiceGrpc.newBlockingStub(workers)
        .failAttempt(
            FailAttemptRequest.newBuilder()
                .setCardId(id)
                .setEpoch(1)
                .setExit(ExitClass.EXIT_CLASS_TERMINAL)
                .build());
    return id;
  }

  private String inReview() {
    String id = create("");
    board
        .server()
        .asOwner(ReviewServiceGrpc::newBlockingStub)
        .requestReview(RequestReviewRequest.newBuilder().setCardId(id).build());
    return id;
  }

  private List<String> waiting() {
    return List.of(blocked(), deadLetter(), inReview(), create("triage"));
  }

  private CardState state(String id) {
    return owners.getCard(GetCardRequest.newBuilder().setCardId(id).build()).getState();
  }

  private ScheduleCardRequest soon(String id) {
    return ScheduleCardRequest.newBuilder().setCardId(id).setWakeTime(now()).build();
  }

  private Timestamp now() {
    return Timestamps.fromMillis(board.server().clock().instant().toEpochMilli());
  }

  @Test
  void scheduleByHand_ofABlockedCard_doesNotWakeItWithoutAPerson() {
    var schedules = ScheduleServiceGrpc.newBlockingStub(workers);
    for (String id : List.of(blocked(), deadLetter(), create("triage"))) {
      var refusal = assertRefused(GRANT_MISSING, () -> schedules.scheduleCard(soon(id)));
      assertThat(refusal).contains("waits for a person", "board.write on boards/ops", "inbox");
    }
    String ready = create("");
    assertThat(schedules.scheduleCard(soon(ready)).getState())
        .isEqualTo(CardState.CARD_STATE_SCHEDULED);
    String asked = blocked();
    var people = board.server().asOwner(ScheduleServiceGrpc::newBlockingStub);
    assertThat(people.scheduleCard(soon(asked)).getState())
        .isEqualTo(CardState.CARD_STATE_SCHEDULED);
  }

  @Test
  void endByHand_ofABlockedCard_isAPersons() {
    var cards = CardServiceGrpc.newBlockingStub(workers);
    String id = blocked();
    var complete = CompleteCardRequest.newBuilder().setCardId(id).build();
    var fail = FailCardRequest.newBuilder().setCardId(id).setReason("no").build();
    assertRefused(GRANT_MISSING, () -> cards.completeCard(complete));
    assertRefused(GRANT_MISSING, () -> cards.failCard(fail));
    assertThat(owners.completeCard(complete).getState()).isEqualTo(CardState.CARD_STATE_DONE);
    assertRefused(CARD_STATE_WRONG, () -> cards.failCard(fail));
  }

  @Test
  void review_isEndedByItsLease_notByHand() {
    var cards = CardServiceGrpc.newBlockingStub(workers);
    var reviews = ReviewServiceGrpc.newBlockingStub(workers);
    String id = inReview();
    var changes = RequestChangesRequest.newBuilder().setCardId(id).setReason("no");
    assertThat(assertRefused(GRANT_MISSING, () -> reviews.requestChanges(changes.build())))
        .contains("Claim its review");
    assertRefused(
        GRANT_MISSING,
        () -> cards.completeCard(CompleteCardRequest.newBuilder().setCardId(id).build()));
    var claim = cards.claimCard(ClaimCardRequest.newBuilder().setCardId(id).build());
    long epoch = claim.getLease().getEpoch();
    assertThat(reviews.requestChanges(changes.setEpoch(epoch).build()).getState())
        .isEqualTo(CardState.CARD_STATE_READY);
  }

  /// Every verb of these services that takes the epoch of a lease, or none: also one to come.
  @Test
  void noVerbByHandOfAWorker_movesWhatWaitsForAPerson() {
    var verbs = byHand();
    assertThat(verbs)
        .extracting(MethodDescriptor::getBareMethodName)
        .contains("CompleteCard", "FailCard", "BlockCard", "ScheduleCard", "RequestChanges");
    var waiting = waiting();
    for (var verb : verbs) {
      for (String id : waiting) {
        var before = state(id);
        call(verb, id);
        assertThat(state(id))
            .as("%s of a card in %s", verb.getBareMethodName(), before)
            .isEqualTo(before);
      }
    }
  }

  private static List<MethodDescriptor<?, ?>> byHand() {
    return SERVICES.stream()
        .flatMap(service -> service.getMethods().stream())
        .filter(verb -> mayBeByHand(rpc(verb)))
        .collect(Collectors.toList());
  }

  private static Descriptors.MethodDescriptor rpc(MethodDescriptor<?, ?> verb) {
    var described = (ProtoMethodDescriptorSupplier) verb.getSchemaDescriptor();
    return Objects.requireNonNull(described).getMethodDescriptor();
  }

  private static boolean mayBeByHand(Descriptors.MethodDescriptor rpc) {
    var epoch = rpc.getInputType().findFieldByName("epoch");
    return rpc.getOptions().getExtension(AccessProto.access).getScope().equals("board.work")
        && epoch != null
        && !epoch
            .getOptions()
            .getExtension(FieldBehaviorProto.fieldBehavior)
            .contains(FieldBehavior.REQUIRED);
  }

  /// Calls a verb as the worker, with what such verbs need.
  private void call(MethodDescriptor<?, ?> verb, String id) {
    var message = ((Message) prototype(verb.getRequestMarshaller())).newBuilderForType();
    var given = Map.of("card_id", id, "reason", "no", "text", "no", "wake_time", now());
    given.forEach((name, value) -> {
      var field = message.getDescriptorForType().findFieldByName(name);
      if (field != null) {
        message.setField(field, value);
      }
    });
    try {
      send(verb, message.build());
    } catch (StatusRuntimeException refused) {
      assertThat(Refusals.info(refused).getReason()).isEqualTo(GRANT_MISSING.name());
    }
  }

  private static Object prototype(MethodDescriptor.Marshaller<?> marshaller) {
    return Objects.requireNonNull(
        ((MethodDescriptor.PrototypeMarshaller<?>) marshaller).getMessagePrototype());
  }

  @SuppressWarnings("unchecked") // A marshaller reads what it gave the prototype of.
  private <Q> void send(MethodDescriptor<Q, ?> verb, Message message) {
    ClientCalls.blockingUnaryCall(workers, verb, CallOptions.DEFAULT, (Q) message);
  }
}
