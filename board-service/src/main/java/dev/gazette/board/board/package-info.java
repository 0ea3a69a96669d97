/// Boards: their columns and limits, and the ids of their cards.
@NullMarked
package dev.gazette.board.board;

import org.jspecify.annotations.NullMarked;
