/// How the owner of the home gets in again: whoever can read the recovery file.
@NullMarked
package dev.gazette.auth.recovery;

import org.jspecify.annotations.NullMarked;
