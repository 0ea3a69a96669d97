/// Completion of words in shells.
@NullMarked
package dev.gazette.cli.completion;

import org.jspecify.annotations.NullMarked;
