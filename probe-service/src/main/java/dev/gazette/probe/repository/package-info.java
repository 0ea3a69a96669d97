/// The repositories that the probe tracks: where they lie and what was seen of them.
@NullMarked
package dev.gazette.probe.repository;

import org.jspecify.annotations.NullMarked;
