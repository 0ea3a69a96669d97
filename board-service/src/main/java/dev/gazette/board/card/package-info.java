/// Cards: what is to be done, who holds it, and every verb on it.
@NullMarked
package dev.gazette.board.card;

import org.jspecify.annotations.NullMarked;
