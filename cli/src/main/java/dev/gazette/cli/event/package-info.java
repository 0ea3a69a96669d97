/// `gazette events`, and following the log across restarts.
@NullMarked
package dev.gazette.cli.event;

import org.jspecify.annotations.NullMarked;
