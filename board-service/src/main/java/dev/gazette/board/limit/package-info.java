/// How many cards may run at once: WIP limits and pools.
@NullMarked
package dev.gazette.board.limit;

import org.jspecify.annotations.NullMarked;
