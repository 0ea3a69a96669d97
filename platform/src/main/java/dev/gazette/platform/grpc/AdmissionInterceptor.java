package dev.gazette.platform.grpc;

import com.google.protobuf.Message;
import dev.gazette.platform.access.CallRule;
import dev.gazette.platform.access.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.SynchronizationContext;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Lets a call in, or not: who calls, whether its grants cover the request, whether its limit
/// allows it, under which request id. The handler starts only when the first message was read and
/// admitted, with caller and key in its context. Nothing blocks: where auth has to be asked, what
/// arrives meanwhile waits in order. A call that lasts ends with the token that it was let in by.
final class AdmissionInterceptor implements ServerInterceptor {

  private final Admission admission;
  private final LastingCalls lastingCalls;

  AdmissionInterceptor(Admission admission, LastingCalls lastingCalls) {
    this.admission = admission;
    this.lastingCalls = lastingCalls;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var gate = new Gate<>(call, headers, next, Correlation.in(Context.current(), headers));
    call.request(1);
    return gate;
  }

  /// Holds back what arrives until the call is admitted, then passes everything on, in order, one
  /// at a time.
  private final class Gate<Q, A> extends ServerCall.Listener<Q> {
    private final ServerCall<Q, A> call;
    private final Metadata headers;
    private final ServerCallHandler<Q, A> next;
    private final Context context;
    private final SynchronizationContext turns =
        new SynchronizationContext((_, thrown) -> refuse(thrown));
    private final Queue<Runnable> held = new ArrayDeque<>();
    private ServerCall.@Nullable Listener<Q> admitted;
    private @Nullable LastingCall<Q, A> lasting;
    private boolean asked;
    private boolean over;

    Gate(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next, Context context) {
      this.call = call;
      this.headers = headers;
      this.next = next;
      this.context = context;
    }

    @Override
    public void onMessage(Q message) {
      turns.execute(() -> {
        if (!asked) {
          asked = true;
          ask((Message) message);
        }
        pass(() -> listener().onMessage(message));
      });
    }

    private void ask(Message message) {
      var rule = admission.rule(call.getMethodDescriptor());
      CompletionStage<Caller> asking =
          admission.admit(rule, call.getMethodDescriptor(), headers, message);
      asking.whenComplete(
          (caller, failure) -> turns.execute(() -> decide(rule, message, caller, failure)));
    }

    private void decide(
        CallRule rule, Message message, Caller caller, @Nullable Throwable failure) {
      if (over) {
        return;
      }
      if (failure != null) {
        refuse(failure);
        return;
      }
      var method = call.getMethodDescriptor();
      var inside = admission.context(rule, context, method, message, caller);
      boolean lasts = method.getType() != MethodType.UNARY || rule.waits(message);
      admitted =
          lasts && caller.holdsToken()
              ? lasting(inside, caller)
              : Contexts.interceptCall(inside, call, headers, next);
      while (!held.isEmpty()) {
        held.remove().run();
      }
    }

    private ServerCall.Listener<Q> lasting(Context inside, Caller caller) {
      var open = inside.withCancellation();
      var watched = new LastingCall<>(call, caller, headers);
      watched.whenEnded(() -> turns.execute(() -> cancel(open)));
      lasting = watched;
      lastingCalls.add(watched);
      return Contexts.interceptCall(open, watched, headers, next);
    }

    /// The call was ended: its handler hears of it as of a caller that went away.
    private void cancel(Context.CancellableContext open) {
      if (!over) {
        over = true;
        held.clear();
        open.cancel(null);
        listener().onCancel();
      }
    }

    private void finished() {
      if (lasting != null) {
        lastingCalls.remove(lasting);
      }
    }

    private void refuse(Throwable failure) {
      if (!over) {
        over = true;
        held.clear();
        context.run(() -> call.close(Status.fromThrowable(failure), new Metadata()));
      }
    }

    private void pass(Runnable step) {
      if (over) {
        return;
      }
      if (admitted == null) {
        held.add(step);
      } else {
        step.run();
      }
    }

    private ServerCall.Listener<Q> listener() {
      if (admitted == null) {
        throw new IllegalStateException("Not admitted");
      }
      return admitted;
    }

    @Override
    public void onHalfClose() {
      turns.execute(() -> {
        if (asked) {
          pass(() -> listener().onHalfClose());
        } else {
          refuse(
              Status.INTERNAL
                  .withDescription("The call ended without a message")
                  .asRuntimeException());
        }
      });
    }

    @Override
    public void onCancel() {
      turns.execute(() -> {
        finished();
        if (admitted != null && !over) {
          admitted.onCancel();
        }
        over = true;
      });
    }

    @Override
    public void onComplete() {
      turns.execute(() -> {
        finished();
        pass(() -> listener().onComplete());
      });
    }

    @Override
    public void onReady() {
      turns.execute(() -> pass(() -> listener().onReady()));
    }
  }
}
