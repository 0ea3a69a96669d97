package dev.gazette.platform.peer;

import dev.gazette.platform.access.Caller;
import dev.gazette.platform.grpc.Correlation;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.trust.CallTokens;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Gives every call to a peer a call token for whom it is made, the correlation id, and, if it is
/// unary and has none, a deadline of 5 s. Streams may last; keepalive ends those that are dead.
final class VouchedCalls implements ClientInterceptor {

  private static final long DEADLINE_SECONDS = 5;

  /// What {@link Correlation#current} is outside of a call: the peer draws a fresh id then.
  private static final String NO_CORRELATION = "none";

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final ServiceName self;
  private final ServiceName peer;
  private final CallTokens tokens;

  VouchedCalls(ServiceName self, ServiceName peer, CallTokens tokens) {
    this.self = self;
    this.peer = peer;
    this.tokens = tokens;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new Vouched<>(next.newCall(method, bounded(method, options)));
  }

  /// A call may fail, and be cancelled for it, on another thread before this one has sent its
  /// request. gRPC calls that a fault of the sender's; here the sender just hears of the failure
  /// from its observer.
  private final class Vouched<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private volatile boolean cancelled;

    Vouched(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      String correlationId = Correlation.current();
      headers.put(AUTHORIZATION, "Bearer " + tokens.make(peer, actor(), correlationId));
      if (!correlationId.equals(NO_CORRELATION)) {
        headers.put(Correlation.HEADER, correlationId);
      }
      try {
        super.start(listener, headers);
      } catch (IllegalStateException over) {
        requireCancelled(over);
        listener.onClose(Status.CANCELLED.withCause(over), new Metadata());
      }
    }

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {
      cancelled = true;
      super.cancel(message, cause);
    }

    @Override
    public void request(int messages) {
      unlessCancelled(() -> super.request(messages));
    }

    @Override
    public void sendMessage(Q message) {
      unlessCancelled(() -> super.sendMessage(message));
    }

    @Override
    public void halfClose() {
      unlessCancelled(super::halfClose);
    }

    private void unlessCancelled(Runnable step) {
      try {
        step.run();
      } catch (IllegalStateException over) {
        requireCancelled(over);
      }
    }

    private void requireCancelled(IllegalStateException over) {
      if (!cancelled) {
        throw over;
      }
    }
  }

  private static CallOptions bounded(MethodDescriptor<?, ?> method, CallOptions options) {
    return method.getType() == MethodType.UNARY && options.getDeadline() == null
        ? options.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        : options;
  }

  /// For whom the call is made that this code serves; outside of one, for this service itself.
  private String actor() {
    var caller = Caller.current();
    return caller.kind() == Caller.Kind.NOBODY ? self.id() : caller.name();
  }
}
