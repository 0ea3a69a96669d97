package dev.gazette.platform.idempotency;

import com.google.protobuf.ByteString;
import io.grpc.Context;
import java.util.Optional;

/// What makes two calls the same call.
///
/// @param caller who calls
/// @param method the full method name
/// @param requestId the id that the caller chose, 1 to 64 characters
/// @param request the serialized request, of which a keyed hash is kept
/// @param secret whether the answer must not be kept
public record RequestKey(
    String caller, String method, String requestId, ByteString request, boolean secret) {

  private static final Context.Key<RequestKey> CURRENT = Context.key("gazette-request-key");

  /// The longest request id.
  public static final int LONGEST_ID = 64;

  /// The key of the call that this code serves; empty when it carried no request id.
  public static Optional<RequestKey> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /// A context whose {@link #current} is this key.
  public Context in(Context context) {
    return context.withValue(CURRENT, this);
  }
}
