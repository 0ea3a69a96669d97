/// What cards wait for beside other cards: a time, a person.
@NullMarked
package dev.gazette.board.waiting;

import org.jspecify.annotations.NullMarked;
