/// The words of cards and comments, kept so that they can be found.
@NullMarked
package dev.gazette.board.text;

import org.jspecify.annotations.NullMarked;
