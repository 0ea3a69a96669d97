package dev.gazette.platform.grpc;

import dev.gazette.proto.common.v1.AccessProto;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Gives a unary call without a deadline one of 30 s, and what its method may wait on purpose.
/// Streams may last.
final class DeadlineInterceptor implements ServerInterceptor {

  private static final long DEFAULT_SECONDS = 30;

  private final ScheduledExecutorService scheduler;

  DeadlineInterceptor(ScheduledExecutorService scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (call.getMethodDescriptor().getType() != MethodType.UNARY
        || Context.current().getDeadline() != null) {
      return next.startCall(call, headers);
    }
    var limited =
        Context.current()
            .withDeadlineAfter(seconds(call.getMethodDescriptor()), TimeUnit.SECONDS, scheduler);
    limited.addListener(
        ended -> {
          if (ended.cancellationCause() instanceof java.util.concurrent.TimeoutException) {
            call.close(Status.DEADLINE_EXCEEDED, new Metadata());
          }
        },
        Runnable::run);
    return new Ending<>(Contexts.interceptCall(limited, call, headers, next), limited);
  }

  static long seconds(MethodDescriptor<?, ?> method) {
    return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier described
        ? DEFAULT_SECONDS
            + described
                .getMethodDescriptor()
                .getOptions()
                .getExtension(AccessProto.access)
                .getLongestWaitSeconds()
        : DEFAULT_SECONDS;
  }

  /// Ends the deadline with the call, so that it does not wait in the scheduler.
  private static final class Ending<Q>
      extends io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {
    private final Context.CancellableContext limited;

    Ending(ServerCall.Listener<Q> listener, Context.CancellableContext limited) {
      super(listener);
      this.limited = limited;
    }

    @Override
    public void onComplete() {
      limited.cancel(null);
      super.onComplete();
    }

    @Override
    public void onCancel() {
      limited.cancel(null);
      super.onCancel();
    }
  }
}
