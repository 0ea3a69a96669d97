/// Whether cards are given out: pauses.
@NullMarked
package dev.gazette.board.dispatch;

import org.jspecify.annotations.NullMarked;
