/// What tests of every service stand on: a pinned clock, real stores, and servers with the
/// production interceptors.
@NullMarked
package dev.gazette.platform.testkit;

import org.jspecify.annotations.NullMarked;
