/// What every verb stands on: the options that all share, the session of one run, exit codes.
@NullMarked
package dev.gazette.cli.frame;

import org.jspecify.annotations.NullMarked;
