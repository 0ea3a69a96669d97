/// How services vouch for themselves and for one another: keys, signatures, call tokens.
@NullMarked
package dev.gazette.platform.trust;

import org.jspecify.annotations.NullMarked;
