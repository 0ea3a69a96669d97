package dev.gazette.board.error;

import dev.gazette.platform.error.Reason;
import io.grpc.Status.Code;

/// The reasons for which the board refuses, beside the platform's.
public enum BoardReason implements Reason {
  BOARD_NOT_FOUND(Code.NOT_FOUND, "There is no such board; list the boards."),
  BOARD_EXISTS(Code.ALREADY_EXISTS, "A board has this id already; choose another."),
  BOARD_IN_USE(
      Code.FAILED_PRECONDITION,
      "Workers hold cards of the board, so it cannot be removed; the sentence names them."),
  COLUMN_NOT_FOUND(
      Code.NOT_FOUND, "The board has no such column; the sentence names those it has."),
  COLUMN_IN_USE(
      Code.FAILED_PRECONDITION,
      "The column holds cards, so it cannot go or change its state; move them first."),
  CARD_NOT_FOUND(Code.NOT_FOUND, "There is no such card; list the cards of the board."),
  IDEMPOTENCY_KEY_REUSED(
      Code.ALREADY_EXISTS,
      "A card lives under this idempotency key that was made from another request; choose another key."),
  COMMENTS_FULL(
      Code.FAILED_PRECONDITION, "The card has as many comments as it takes; go on in a new card."),
  ATTACHMENT_NOT_FOUND(Code.NOT_FOUND, "The card has no such attachment; list its attachments."),
  ATTACHMENT_TOO_LARGE(
      Code.INVALID_ARGUMENT,
      "The file has more than 25 MiB; keep it elsewhere and attach where. Nothing was kept."),
  ATTACHMENT_CUT_OFF(
      Code.ABORTED, "What came of the file is not what its checksum says; send it again."),
  ATTACHMENT_DAMAGED(
      Code.DATA_LOSS, "The bytes of the file are gone or not those that came; attach it again."),
  ATTACHMENTS_FULL(
      Code.FAILED_PRECONDITION,
      "The card has as many files, or as many bytes of them, as it takes; remove one."),
  CARD_STATE_WRONG(
      Code.FAILED_PRECONDITION,
      "The card's state does not allow it; the sentence names the state and what does."),
  CARD_HELD(
      Code.FAILED_PRECONDITION,
      "A worker holds the card; wait for the time named, or for the card's next event."),
  LEASE_LOST(
      Code.FAILED_PRECONDITION,
      "The lease ended and its epoch is of no use any more; stop the work, claim anew."),
  NOTHING_READY(
      Code.FAILED_PRECONDITION, "No card that fits is ready; ask for the next one with a wait."),
  LINE_FULL(
      Code.RESOURCE_EXHAUSTED,
      "As many workers wait for a card as may; ask without a wait, or again in a moment."),
  DISPATCH_PAUSED(
      Code.FAILED_PRECONDITION,
      "Somebody stopped giving out these cards; wait, or resume with `gazette dispatch resume`."),
  DISPATCH_NOT_PAUSED(Code.NOT_FOUND, "No pause of exactly these cards stands; list the pauses."),
  HOOK_NOT_FOUND(Code.NOT_FOUND, "There is no such hook; list the hooks."),
  HOOK_EXISTS(Code.ALREADY_EXISTS, "A hook has this name already; choose another."),
  DELIVERY_NOT_FOUND(Code.NOT_FOUND, "There is no such delivery any more; list those of the hook."),
  BREAKER_OPEN(
      Code.FAILED_PRECONDITION,
      "Too many attempts on these cards failed in a row; wait for the time named, or resume with `gazette dispatch resume`."),
  MOVE_NEEDS_VERB(
      Code.FAILED_PRECONDITION,
      "A verb of its own leads to that column's state; the sentence names it."),
  WIP_LIMIT_REACHED(
      Code.FAILED_PRECONDITION,
      "A column, a board or an assignee has as many cards as its limit allows; finish one, or raise the limit."),
  POOL_FULL(
      Code.FAILED_PRECONDITION,
      "As many cards of the pool run as it has room for; finish one, or give the pool more."),
  POOL_NOT_FOUND(Code.NOT_FOUND, "There is no such pool; list the pools."),
  LIMIT_NOT_FOUND(
      Code.NOT_FOUND, "No limit of exactly this board and assignee stands; list the limits."),
  CREATED_CARDS_UNKNOWN(
      Code.FAILED_PRECONDITION,
      "The worker made no such cards; the sentence names them. Name those that it made, or link them to the card."),
  PARENTS_OPEN(
      Code.FAILED_PRECONDITION,
      "The card waits for others; the sentence names them. End them as it wants, or unlink them."),
  EDGE_CYCLE(
      Code.FAILED_PRECONDITION,
      "A card would wait for itself; the sentence names the way between the two."),
  EDGE_NOT_FOUND(
      Code.NOT_FOUND, "The one card does not wait for the other; list what it waits for."),
  EDGES_FULL(
      Code.FAILED_PRECONDITION,
      "A card has 1,000 edges that way, the most there may be; put a card between.");

  private final Code code;
  private final String meaning;

  BoardReason(Code code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  @Override
  public Code code() {
    return code;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
