/// The clock that everything else is given.
@NullMarked
package dev.gazette.platform.clock;

import org.jspecify.annotations.NullMarked;
