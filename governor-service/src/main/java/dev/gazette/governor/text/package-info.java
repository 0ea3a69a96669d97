/// Text of managed files as lines, and what a change of it looks like.
@NullMarked
package dev.gazette.governor.text;

import org.jspecify.annotations.NullMarked;
