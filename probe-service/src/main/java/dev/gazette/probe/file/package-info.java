/// Managed files: read for the governor, written on its signed word.
@NullMarked
package dev.gazette.probe.file;

import org.jspecify.annotations.NullMarked;
