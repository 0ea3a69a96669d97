package dev.gazette.platform.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id that all events, logs and calls of one user action share. A caller may send its own in
/// `correlation-id`.
public final class Correlation {

  /// The header that carries it between processes.
  public static final Metadata.Key<String> HEADER =
      Metadata.Key.of("correlation-id", Metadata.ASCII_STRING_MARSHALLER);

  private static final Context.Key<String> CURRENT =
      Context.keyWithDefault("gazette-correlation", "none");
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Correlation() {}

  /// The id of the call that this code serves.
  public static String current() {
    return CURRENT.get();
  }

  /// A context with the id that the headers carry, or a fresh one where they carry none of the
  /// right shape.
  static Context in(Context context, Metadata headers) {
    var sent = headers.get(HEADER);
    return context.withValue(
        CURRENT,
        sent != null && SHAPE.matcher(sent).matches() ? sent : UUID.randomUUID().toString());
  }
}
