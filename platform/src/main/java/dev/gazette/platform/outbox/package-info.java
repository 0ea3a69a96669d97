/// What a service does through another one: intended in one commit, carried by a call, concluded in
/// another commit, over crashes and restarts of either.
@NullMarked
package dev.gazette.platform.outbox;

import org.jspecify.annotations.NullMarked;
