/// Tests of the package of the same name.
@NullMarked
package dev.gazette.inference.provider;

import org.jspecify.annotations.NullMarked;
