/// What git says of a repository, read without running anything of it.
@NullMarked
package dev.gazette.probe.git;

import org.jspecify.annotations.NullMarked;
