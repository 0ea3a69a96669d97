/// What a worker reads about a card before it begins.
@NullMarked
package dev.gazette.board.context;

import org.jspecify.annotations.NullMarked;
