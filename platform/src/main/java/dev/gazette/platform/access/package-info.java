/// Who calls, what they may do, and how often.
@NullMarked
package dev.gazette.platform.access;

import org.jspecify.annotations.NullMarked;
