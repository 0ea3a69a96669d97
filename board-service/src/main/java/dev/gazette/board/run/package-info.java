/// Runs: every attempt on a card, and how it ended.
@NullMarked
package dev.gazette.board.run;

import org.jspecify.annotations.NullMarked;
