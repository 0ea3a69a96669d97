/// Attempts that fail: how, how often in a row, and what follows.
@NullMarked
package dev.gazette.board.retry;

import org.jspecify.annotations.NullMarked;
