/// Files that belong to cards: their rows here, their bytes in the blob store.
@NullMarked
package dev.gazette.board.attachment;

import org.jspecify.annotations.NullMarked;
