/// What `.gitignore` should hold.
@NullMarked
package dev.gazette.governor.gitignore;

import org.jspecify.annotations.NullMarked;
