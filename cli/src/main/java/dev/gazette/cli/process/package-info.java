/// The process and the world around it, which tests replace.
@NullMarked
package dev.gazette.cli.process;

import org.jspecify.annotations.NullMarked;
