/// The probe: the only hand on the disks of repositories.
@NullMarked
package dev.gazette.probe;

import org.jspecify.annotations.NullMarked;
