/// Boards that are removed, restored, or gone for good.
@NullMarked
package dev.gazette.board.removal;

import org.jspecify.annotations.NullMarked;
