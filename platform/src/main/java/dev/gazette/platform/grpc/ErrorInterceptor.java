package dev.gazette.platform.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/// Turns every failure into an answer, thrown or passed to `onError`, here and nowhere else.
final class ErrorInterceptor implements ServerInterceptor {

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var rendering = new Rendering<>(call);
    try {
      return new Catching<>(next.startCall(rendering, headers), rendering);
    } catch (RuntimeException thrown) {
      rendering.fail(thrown);
      return new ServerCall.Listener<>() {};
    }
  }

  private static final class Rendering<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private boolean closed;

    Rendering(ServerCall<Q, A> call) {
      super(call);
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (closed) {
        return;
      }
      closed = true;
      if (status.isOk() || status.getCode() == Status.Code.CANCELLED) {
        super.close(status, trailers);
      } else {
        var refusal =
            CallErrors.refusal(
                status, getMethodDescriptor().getFullMethodName(), Correlation.current());
        super.close(CallErrors.render(refusal, trailers), trailers);
      }
    }

    void fail(RuntimeException thrown) {
      close(Status.fromThrowable(thrown), new Metadata());
    }
  }

  private static final class Catching<Q, A> extends SimpleForwardingServerCallListener<Q> {
    private final Rendering<Q, A> call;

    Catching(ServerCall.Listener<Q> listener, Rendering<Q, A> call) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      try {
        super.onMessage(message);
      } catch (RuntimeException thrown) {
        call.fail(thrown);
      }
    }

    @Override
    public void onHalfClose() {
      try {
        super.onHalfClose();
      } catch (RuntimeException thrown) {
        call.fail(thrown);
      }
    }
  }
}
