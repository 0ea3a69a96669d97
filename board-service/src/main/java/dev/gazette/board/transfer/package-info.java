/// Whole boards, taken out as records and brought in from records.
@NullMarked
package dev.gazette.board.transfer;

import org.jspecify.annotations.NullMarked;
