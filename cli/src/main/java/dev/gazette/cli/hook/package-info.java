/// `gazette hook`: events delivered to URLs and commands.
@NullMarked
package dev.gazette.cli.hook;

import org.jspecify.annotations.NullMarked;
