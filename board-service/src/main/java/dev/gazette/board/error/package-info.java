/// The reasons for which the board refuses.
@NullMarked
package dev.gazette.board.error;

import org.jspecify.annotations.NullMarked;
