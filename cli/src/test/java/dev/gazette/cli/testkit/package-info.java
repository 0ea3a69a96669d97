/// What a test needs to run the command in its own process; the system tests of `deploy` use it
/// too.
@NullMarked
package dev.gazette.cli.testkit;

import org.jspecify.annotations.NullMarked;
