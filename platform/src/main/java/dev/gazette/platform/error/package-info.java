/// Refusals: what could not be done, why, and what to do.
@NullMarked
package dev.gazette.platform.error;

import org.jspecify.annotations.NullMarked;
