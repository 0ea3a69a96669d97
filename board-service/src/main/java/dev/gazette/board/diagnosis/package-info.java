/// What goes wrong on a board, found when somebody asks.
@NullMarked
package dev.gazette.board.diagnosis;

import org.jspecify.annotations.NullMarked;
