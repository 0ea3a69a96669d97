/// How boards share the workers that take cards of several.
@NullMarked
package dev.gazette.board.share;

import org.jspecify.annotations.NullMarked;
