/// Child tokens for processes that work on cards: signed here, and as alive as the lease they name.
@NullMarked
package dev.gazette.board.child;

import org.jspecify.annotations.NullMarked;
