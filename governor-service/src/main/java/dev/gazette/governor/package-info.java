/// The governor: decides what holds in the fleet, and touches no repository's disk itself.
@NullMarked
package dev.gazette.governor;

import org.jspecify.annotations.NullMarked;
