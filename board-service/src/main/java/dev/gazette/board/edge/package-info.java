/// Edges: what a card waits for before it may begin.
@NullMarked
package dev.gazette.board.edge;

import org.jspecify.annotations.NullMarked;
