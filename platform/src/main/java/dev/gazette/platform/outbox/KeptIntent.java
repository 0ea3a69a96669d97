package dev.gazette.platform.outbox;

import com.google.protobuf.ByteString;
import dev.gazette.platform.error.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An intent as it is kept.
///
/// @param nextAttempt when it is to be carried, while it is pending
/// @param outcome the serialized answer of a done one
/// @param failure why the last attempt failed
record KeptIntent(
    Intent intent,
    IntentState state,
    Instant nextAttempt,
    @Nullable ByteString outcome,
    @Nullable Refusal failure) {}
