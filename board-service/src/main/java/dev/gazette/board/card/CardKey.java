package dev.gazette.board.card;

/// What a caller names a card by before it is there, so that many callers with one intent make one
/// card. It outlives the request id of a call, which one caller repeats within 24 h.
///
/// @param text the caller's own, 1 to 200 characters
/// @param contentHash of all that was asked beside it
record CardKey(String text, String contentHash) {}
