package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_STATE_WRONG;
import static dev.gazette.board.error.BoardReason.NOTHING_READY;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.line.Place;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimNextCardOfBoardsRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What became of a claim, for the wire.
final class ClaimProtos {

  private static final int MOST_BOARDS = 100;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /// What is left of a call's deadline for its answer.
  private static final Duration ANSWERING = Duration.ofSeconds(1);

  private ClaimProtos() {}

  /// The claim, or the refusal that its outcome stands for.
  static Claim render(ClaimOutcome outcome) {
    return switch (outcome) {
      case ClaimOutcome.Claimed(var card, var lease) ->
          Claim.newBuilder()
              .setCard(CardProtos.render(card))
              .setLease(CardProtos.render(lease))
              .build();
      case ClaimOutcome.HeldByAnother(var card, var lease) ->
          throw Standing.held("claim", card, lease);
      case ClaimOutcome.NotReady(var card) ->
          throw CARD_STATE_WRONG
              .because(
                  "Cannot claim %s: it is %s; only a card that is ready or in review can be claimed.",
                  card.id(), card.state().word())
              .with("card_id", card.id())
              .with("state", card.state().word());
      case ClaimOutcome.Unknown(var card) -> throw Cards.notFound(card);
      case ClaimOutcome.NoRoom(var card, var full) -> throw full.refusal("claim", card.id());
      case ClaimOutcome.NothingAnywhere(var held) -> {
        var refusal =
            NOTHING_READY.because(
                "No board that you work on has a ready card that fits%s; ask with a wait for the next one.",
                held ? " and that limits and pauses allow" : "");
        throw held ? refusal.with(Place.HELD_BACK, true) : refusal;
      }
      case ClaimOutcome.NothingReady nothing -> throw refusal(nothing);
    };
  }

  private static Refusal refusal(ClaimOutcome.NothingReady nothing) {
    var board = nothing.board();
    if (!nothing.held()) {
      return NOTHING_READY.because(
          "Board %s has no ready card that fits; ask with a wait for the next one.", board);
    }
    var limits = nothing.heldBack().stream().map(full -> full.words(board));
    var trial =
        nothing.onTrial()
            ? Stream.of("The breaker of an assignee waits for how one card ends")
            : Stream.<String>empty();
    String why = Stream.concat(limits, trial).collect(Collectors.joining("; "));
    return NOTHING_READY
        .because(
            "Board %s has no ready card that fits and that limits allow: %s. Ask with a wait for the next one.",
            board, why)
        .with(Place.HELD_BACK, why);
  }

  /// Which cards a worker takes.
  static Wanted wanted(ClaimNextCardRequest request) {
    return new Wanted(
        request.getLabel(), request.getRepositoryId(), request.getAssignee(), request.getReview());
  }

  /// Who claims, and for how long.
  static Claims.Terms terms(ClaimNextCardRequest request, Actor actor) {
    return CardProtos.terms(
        request.getWorker(), request.hasLeaseDuration(), request.getLeaseDuration(), actor);
  }

  /// The boards that a worker takes cards of: those named, or all that it may read and work on.
  static Predicate<BoardId> boards(ClaimNextCardOfBoardsRequest request, Caller caller) {
    if (request.getBoardIdsCount() > MOST_BOARDS) {
      throw INVALID_ARGUMENT.because(
          "board_ids has %d entries; at most %d.", request.getBoardIdsCount(), MOST_BOARDS);
    }
    if (!request.getNext().getBoardId().isEmpty() || !request.getNext().getRequestId().isEmpty()) {
      throw INVALID_ARGUMENT.because(
          "next.board_id and next.request_id must be empty; give board_ids and request_id.");
    }
    Predicate<BoardId> open =
        board ->
            caller.may("board.work", board.resource())
                && caller.may("board.read", board.resource());
    var named =
        request.getBoardIdsList().stream()
            .map(BoardId::new)
            .collect(Collectors.toUnmodifiableSet());
    for (var board : named) {
      if (!open.test(board)) {
        throw GRANT_MISSING.because(
            "Token %s may not read and work on board %s; ask the owner for grants of both.",
            caller.name(), board);
      }
    }
    return named.isEmpty() ? open : named::contains;
  }

  /// How long the caller of this call wants to wait, and can: zero for not at all.
  static Duration wait(ClaimNextCardRequest request) {
    var wanted = Fields.within("wait", request.getWait(), Duration.ZERO, LONGEST_WAIT);
    var deadline = Context.current().getDeadline();
    if (deadline == null || wanted.isZero()) {
      return wanted;
    }
    var left = Duration.ofNanos(deadline.timeRemaining(TimeUnit.NANOSECONDS)).minus(ANSWERING);
    var possible = left.isNegative() ? Duration.ZERO : left;
    return wanted.compareTo(possible) < 0 ? wanted : possible;
  }
}
