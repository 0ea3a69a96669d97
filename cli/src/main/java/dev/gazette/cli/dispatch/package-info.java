/// The verbs of `gazette dispatch`.
@NullMarked
package dev.gazette.cli.dispatch;

import org.jspecify.annotations.NullMarked;
