package dev.gazette.platform.grpc;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Caller;
import io.grpc.Context;
import io.grpc.Metadata;

/// The context in which a service calls others by itself, for somebody: what it calls hears of the
/// same actor and correlation id as a call served at once would have told.
public final class ActingFor {

  private ActingFor() {}

  /// A fresh context, which no other's end cancels.
  ///
  /// @param service the service that calls
  public static Context context(String service, Actor actor) {
    var headers = new Metadata();
    headers.put(Correlation.HEADER, actor.correlationId());
    return Caller.service(service, actor.name()).in(Correlation.in(Context.ROOT, headers));
  }
}
