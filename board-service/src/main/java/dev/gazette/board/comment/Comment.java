package dev.gazette.board.comment;

import dev.gazette.board.board.CardId;
import java.time.Instant;

/// Something said about a card.
///
/// @param id its number on the card, from 1
/// @param author the actor who said it
/// @param text in Markdown
/// @param epoch of the run that it was said in; 0 for none
public record Comment(
    CardId card, long id, String author, String text, long epoch, Instant createTime) {}
