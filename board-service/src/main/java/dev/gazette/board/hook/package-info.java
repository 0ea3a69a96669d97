/// Hooks: events delivered to URLs and to commands of this machine, at least once, and again until
/// they are taken.
@NullMarked
package dev.gazette.board.hook;

import org.jspecify.annotations.NullMarked;
