/// The folder that holds everything a Gazette keeps, and who may read it.
@NullMarked
package dev.gazette.platform.home;

import org.jspecify.annotations.NullMarked;
