/// Writes that are safe to repeat: the answer of each is kept with it.
@NullMarked
package dev.gazette.platform.idempotency;

import org.jspecify.annotations.NullMarked;
