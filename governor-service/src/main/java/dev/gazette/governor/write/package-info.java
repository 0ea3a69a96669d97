/// Governed writes of managed files: read, decide, record, sign, write.
@NullMarked
package dev.gazette.governor.write;

import org.jspecify.annotations.NullMarked;
