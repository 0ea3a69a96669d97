/// The verbs of `gazette board`.
@NullMarked
package dev.gazette.cli.board;

import org.jspecify.annotations.NullMarked;
