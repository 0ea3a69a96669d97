/// The verbs of `gazette repo`.
@NullMarked
package dev.gazette.cli.repo;

import org.jspecify.annotations.NullMarked;
