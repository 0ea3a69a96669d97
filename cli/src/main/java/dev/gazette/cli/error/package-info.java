/// How a command fails: an exit code, a reason for programs, a sentence for people.
@NullMarked
package dev.gazette.cli.error;

import org.jspecify.annotations.NullMarked;
