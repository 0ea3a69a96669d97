/// The inference gateway as a service: its settings and what they make of it.
@NullMarked
package dev.gazette.inference;

import org.jspecify.annotations.NullMarked;
