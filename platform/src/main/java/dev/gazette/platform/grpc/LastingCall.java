package dev.gazette.platform.grpc;

import dev.gazette.platform.access.Caller;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/// A call that stays open for long. It can be ended from outside: its caller is told why, and
/// whatever its handler still sends goes nowhere, as after a call that the caller cancelled.
final class LastingCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

  /// Before it was looked at once.
  static final long NEVER = -1;

  private final Caller caller;
  private final Metadata headers;
  private volatile Runnable ending = () -> {};
  private volatile boolean ended;
  private boolean closed;
  private volatile long seen = NEVER;

  LastingCall(ServerCall<Q, A> call, Caller caller, Metadata headers) {
    super(call);
    this.caller = caller;
    this.headers = headers;
  }

  /// Who made it.
  Caller caller() {
    return caller;
  }

  /// What it came with: who presents the same is the same caller.
  Metadata headers() {
    return headers;
  }

  /// How many tokens had ended when its caller was last found to hold; {@link #NEVER} before that.
  long seen() {
    return seen;
  }

  /// Its caller holds.
  ///
  /// @param endings how many tokens had ended before that was asked
  void holds(long endings) {
    seen = endings;
  }

  /// What tells its handler that it ended.
  void whenEnded(Runnable handler) {
    ending = handler;
  }

  /// Ends it, unless it is over.
  void end(Throwable why) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      ended = true;
      super.close(Status.fromThrowable(why), new Metadata());
    }
    ending.run();
  }

  @Override
  public synchronized void sendHeaders(Metadata sent) {
    if (!ended) {
      super.sendHeaders(sent);
    }
  }

  @Override
  public synchronized void sendMessage(A message) {
    if (!ended) {
      super.sendMessage(message);
    }
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    if (!ended) {
      closed = true;
      super.close(status, trailers);
    }
  }

  @Override
  public boolean isCancelled() {
    return ended || super.isCancelled();
  }

  @Override
  public boolean isReady() {
    return !ended && super.isReady();
  }
}
