/// Why the governor refuses.
@NullMarked
package dev.gazette.governor.error;

import org.jspecify.annotations.NullMarked;
