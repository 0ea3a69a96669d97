/// The gateway as a whole service.
@NullMarked
package dev.gazette.inference;

import org.jspecify.annotations.NullMarked;
