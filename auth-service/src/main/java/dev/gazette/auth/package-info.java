/// The auth service: vouches for every caller.
@NullMarked
package dev.gazette.auth;

import org.jspecify.annotations.NullMarked;
