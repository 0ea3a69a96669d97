/// `gazette status`.
@NullMarked
package dev.gazette.cli.status;

import org.jspecify.annotations.NullMarked;
