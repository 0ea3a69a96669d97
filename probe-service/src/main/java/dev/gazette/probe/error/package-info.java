/// Why the probe refuses.
@NullMarked
package dev.gazette.probe.error;

import org.jspecify.annotations.NullMarked;
