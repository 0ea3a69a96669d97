/// Tests of the package of the same name.
@NullMarked
package dev.gazette.inference.usage;

import org.jspecify.annotations.NullMarked;
