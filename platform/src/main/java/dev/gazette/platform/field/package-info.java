/// Checks of what a request says, at the edge: bounds, shapes, pages. What passes here needs no
/// second look further in.
@NullMarked
package dev.gazette.platform.field;

import org.jspecify.annotations.NullMarked;
