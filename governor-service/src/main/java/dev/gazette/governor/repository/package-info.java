/// The registry of governed repositories.
@NullMarked
package dev.gazette.governor.repository;

import org.jspecify.annotations.NullMarked;
