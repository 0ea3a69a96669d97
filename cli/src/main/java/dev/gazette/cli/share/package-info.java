/// The verbs of `gazette share`.
@NullMarked
package dev.gazette.cli.share;

import org.jspecify.annotations.NullMarked;
