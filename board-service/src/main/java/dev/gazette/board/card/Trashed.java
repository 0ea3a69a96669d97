package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import java.time.Instant;

/// That a card was deleted, and until when it can be restored.
///
/// @param by the actor that deleted it
/// @param deleteTime when
/// @param purgeTime when every row of it goes
/// @param unarchive whether it was in sight before
record Trashed(CardId card, String by, Instant deleteTime, Instant purgeTime, boolean unarchive) {}
