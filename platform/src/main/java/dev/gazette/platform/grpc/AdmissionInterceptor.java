package dev.gazette.platform.grpc;

import com.google.protobuf.Message;
import dev.gazette.platform.access.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
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
/// arrives meanwhile waits in order.
final class AdmissionInterceptor implements ServerInterceptor {

  private final Admission admission;

  AdmissionInterceptor(Admission admission) {
    this.admission = admission;
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
      CompletionStage<Caller> asking =
          admission.admit(call.getMethodDescriptor(), headers, message);
      asking.whenComplete(
          (caller, failure) -> turns.execute(() -> decide(message, caller, failure)));
    }

    private void decide(Message message, Caller caller, @Nullable Throwable failure) {
      if (over) {
        return;
      }
      if (failure != null) {
        refuse(failure);
        return;
      }
      var inside = admission.context(context, call.getMethodDescriptor(), message, caller);
      admitted = Contexts.interceptCall(inside, call, headers, next);
      while (!held.isEmpty()) {
        held.remove().run();
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
        if (admitted != null) {
          admitted.onCancel();
        }
        over = true;
      });
    }

    @Override
    public void onComplete() {
      turns.execute(() -> pass(() -> listener().onComplete()));
    }

    @Override
    public void onReady() {
      turns.execute(() -> pass(() -> listener().onReady()));
    }
  }
}
