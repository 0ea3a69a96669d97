/// The verbs of `gazette limit` and `gazette pool`.
@NullMarked
package dev.gazette.cli.limit;

import org.jspecify.annotations.NullMarked;
