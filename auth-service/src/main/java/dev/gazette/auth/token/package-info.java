/// Access tokens: made, rotated, revoked, and vouched for.
@NullMarked
package dev.gazette.auth.token;

import org.jspecify.annotations.NullMarked;
