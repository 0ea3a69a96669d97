/// What people and workers say about a card.
@NullMarked
package dev.gazette.board.comment;

import org.jspecify.annotations.NullMarked;
