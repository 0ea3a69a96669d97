/// Bytes that are too many for a row: files beside SQLite, rows of chunks on PostgreSQL.
@NullMarked
package dev.gazette.platform.blob;

import org.jspecify.annotations.NullMarked;
