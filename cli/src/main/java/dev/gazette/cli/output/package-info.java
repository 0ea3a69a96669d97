/// What is printed: JSON, tables, cards of fields, and text that cannot drive a terminal.
@NullMarked
package dev.gazette.cli.output;

import org.jspecify.annotations.NullMarked;
