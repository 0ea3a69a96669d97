/// Times that recur, as cron writes them, in a time zone with its summer time.
@NullMarked
package dev.gazette.board.cron;

import org.jspecify.annotations.NullMarked;
