/// The log of what happened, appended in the transaction of the change and served as a stream.
@NullMarked
package dev.gazette.platform.event;

import org.jspecify.annotations.NullMarked;
