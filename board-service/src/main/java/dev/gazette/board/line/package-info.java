/// The workers that wait for a card.
@NullMarked
package dev.gazette.board.line;

import org.jspecify.annotations.NullMarked;
