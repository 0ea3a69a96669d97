/// Tests of the package of the same name.
@NullMarked
package dev.gazette.inference.chat;

import org.jspecify.annotations.NullMarked;
