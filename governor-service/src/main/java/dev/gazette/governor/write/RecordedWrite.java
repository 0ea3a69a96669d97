package dev.gazette.governor.write;

import dev.gazette.governor.probe.ManagedPath;
import dev.gazette.governor.repository.RepositoryId;
import dev.gazette.platform.outbox.IntentId;
import java.time.Instant;
import java.util.Optional;

/// A governed write as it is recorded, without contents.
///
/// @param number its place among all writes
/// @param hashBefore of the file before; empty when there was none
/// @param hashAfter of the file after; empty when it was to be removed
/// @param precededBy the write that had to come first
/// @param undoes the write that it undoes
/// @param replacedBy the write that was decided in its place, because the file had changed
/// @param failure why it failed; empty otherwise
record RecordedWrite(
    WriteId id,
    long number,
    RepositoryId repository,
    ManagedPath path,
    WriteState state,
    String summary,
    String hashBefore,
    String hashAfter,
    int modeBefore,
    int modeAfter,
    Optional<WriteId> precededBy,
    Optional<WriteId> undoes,
    Optional<WriteId> replacedBy,
    IntentId intent,
    String actor,
    String failure,
    Instant createTime) {}
