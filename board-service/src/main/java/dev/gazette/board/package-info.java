/// The board: the durable record of what is to be done and what was done.
@NullMarked
package dev.gazette.board;

import org.jspecify.annotations.NullMarked;
