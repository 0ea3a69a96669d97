/// Boards in files: archives of our own, and boards of Hermes Agent.
@NullMarked
package dev.gazette.cli.transfer;

import org.jspecify.annotations.NullMarked;
