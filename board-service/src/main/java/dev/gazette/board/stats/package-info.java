/// Exact counts of cards.
@NullMarked
package dev.gazette.board.stats;

import org.jspecify.annotations.NullMarked;
