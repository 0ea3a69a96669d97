/// One writer per database, a pool of readers, two dialects.
@NullMarked
package dev.gazette.platform.store;

import org.jspecify.annotations.NullMarked;
