/// What the replicas of the board have in common.
@NullMarked
package dev.gazette.board.replica;

import org.jspecify.annotations.NullMarked;
