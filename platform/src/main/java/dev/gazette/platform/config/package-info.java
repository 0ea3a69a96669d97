/// Settings: one table of keys, their defaults and what they mean, and the values that hold.
@NullMarked
package dev.gazette.platform.config;

import org.jspecify.annotations.NullMarked;
