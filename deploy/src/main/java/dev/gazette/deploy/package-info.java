/// Starts all five services in one process.
@NullMarked
package dev.gazette.deploy;

import org.jspecify.annotations.NullMarked;
