/// Search: cards by the words of their titles, bodies and comments.
@NullMarked
package dev.gazette.board.search;

import org.jspecify.annotations.NullMarked;
