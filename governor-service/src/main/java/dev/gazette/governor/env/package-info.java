/// The `.env` dialect: read without loss, changed without touching anything else, shown without
/// values.
@NullMarked
package dev.gazette.governor.env;

import org.jspecify.annotations.NullMarked;
