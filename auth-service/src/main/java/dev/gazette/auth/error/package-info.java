/// Why the auth service refuses.
@NullMarked
package dev.gazette.auth.error;

import org.jspecify.annotations.NullMarked;
