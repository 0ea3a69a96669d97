/// The verbs of `gazette card`.
@NullMarked
package dev.gazette.cli.card;

import org.jspecify.annotations.NullMarked;
