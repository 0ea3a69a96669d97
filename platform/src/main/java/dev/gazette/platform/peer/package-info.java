/// Calls to the other services: one channel each, vouched for, bounded, and refused offline.
@NullMarked
package dev.gazette.platform.peer;

import org.jspecify.annotations.NullMarked;
