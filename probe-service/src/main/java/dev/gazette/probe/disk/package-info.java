/// The disks of repositories: folders opened without following links, and the threads that wait for
/// them.
@NullMarked
package dev.gazette.probe.disk;

import org.jspecify.annotations.NullMarked;
