package dev.gazette.cli.connect;

import com.google.protobuf.Message;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.target.Service;
import dev.gazette.cli.target.Target;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Calls of the services of one target. A method's package names its service: a method of
/// `gazette.board.v1` goes to the board.
public final class Connection implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String PACKAGE = "gazette.";
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Target target;
  private final Channels channels;

  /// A connection; nothing is opened before the first call.
  public Connection(Target target) {
    this.target = target;
    this.channels = new Channels(target);
  }

  /// Calls, and waits for the answer. A write carries a request id, and is tried once more with the
  /// same id when the service was away.
  public <Q extends Message, A> A call(
      MethodDescriptor<Q, A> method, Q request, Duration deadline) {
    var identified = RequestIds.identified(request);
    var options = CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return once(method, identified, options);
    } catch (Failure failure) {
      if (failure.exit() != Exit.UNREACHABLE || !RequestIds.has(request)) {
        throw failure;
      }
      pause();
      channels.to(service(method)).resetConnectBackoff();
      return once(method, identified, options);
    }
  }

  private <Q, A> A once(MethodDescriptor<Q, A> method, Q request, CallOptions options) {
    var service = service(method);
    try {
      return ClientCalls.blockingUnaryCall(authorized(service), method, options, request);
    } catch (StatusRuntimeException refused) {
      throw CallFailures.of(
          refused.getStatus(), refused.getTrailers(), service, target.address(service));
    }
  }

  /// Sends a stream of requests, and waits for the answer.
  public <Q, A> A send(MethodDescriptor<Q, A> method, Iterator<Q> requests, Duration deadline) {
    var service = service(method);
    var options = CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
    return Outgoing.send(
        authorized(service).newCall(method, options),
        requests,
        (status, trailers) -> CallFailures.of(status, trailers, service, target.address(service)));
  }

  /// Opens a stream of answers, without a deadline.
  public <Q, A> Incoming<A> open(MethodDescriptor<Q, A> method, Q request) {
    return open(method, request, Function.identity());
  }

  /// Opens a stream of answers that must end within a deadline.
  public <Q, A> Incoming<A> open(MethodDescriptor<Q, A> method, Q request, Duration deadline) {
    return open(
        method, request, it -> it.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS));
  }

  private <Q, A> Incoming<A> open(
      MethodDescriptor<Q, A> method, Q request, Function<CallOptions, CallOptions> options) {
    var service = service(method);
    var channel = authorized(service);
    channels.to(service).resetConnectBackoff();
    var call = channel.newCall(method, options.apply(CallOptions.DEFAULT));
    return Incoming.start(
        call,
        request,
        (status, trailers) -> CallFailures.of(status, trailers, service, target.address(service)));
  }

  /// Calls a method of a service without a token: one that is in no area of ours, e.g. health, or
  /// that proves its right by what it carries.
  public <Q, A> A anonymously(
      Service service, MethodDescriptor<Q, A> method, Q request, Duration deadline) {
    var options = CallOptions.DEFAULT.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return ClientCalls.blockingUnaryCall(channels.to(service), method, options, request);
    } catch (StatusRuntimeException refused) {
      throw CallFailures.of(
          refused.getStatus(), refused.getTrailers(), service, target.address(service));
    }
  }

  private Channel authorized(Service service) {
    var headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + target.token().get());
    return ClientInterceptors.intercept(
        channels.to(service), MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /// The service that a method belongs to. The log of events is the board's, which has them all.
  private static Service service(MethodDescriptor<?, ?> method) {
    String name = method.getFullMethodName();
    String area = name.substring(PACKAGE.length(), name.indexOf('.', PACKAGE.length()));
    return area.equals("common") ? Service.BOARD : Service.valueOf(area.toUpperCase(Locale.ROOT));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    channels.close();
  }
}
