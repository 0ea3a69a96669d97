/// Why a card is not worked on.
@NullMarked
package dev.gazette.board.explain;

import org.jspecify.annotations.NullMarked;
