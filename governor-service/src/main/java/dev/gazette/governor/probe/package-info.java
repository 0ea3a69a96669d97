/// The probe, as the governor calls it.
@NullMarked
package dev.gazette.governor.probe;

import org.jspecify.annotations.NullMarked;
