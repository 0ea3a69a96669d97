/// The board's copy of the other services' event logs.
@NullMarked
package dev.gazette.board.tail;

import org.jspecify.annotations.NullMarked;
