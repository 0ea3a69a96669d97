/// The one timer of a service: it sleeps until the next thing is due.
@NullMarked
package dev.gazette.platform.timer;

import org.jspecify.annotations.NullMarked;
