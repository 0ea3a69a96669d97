/// One line per record, without secrets, to a bounded file or to the console.
@NullMarked
package dev.gazette.platform.log;

import org.jspecify.annotations.NullMarked;
