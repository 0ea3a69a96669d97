package dev.gazette.board.tail;

import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_EXPIRED;
import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_INVALID;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventProtos;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies the log of one service into this one, from where the copy ends, for as long as it runs.
/// Events and cursor are written together, so that neither a crash here nor a restart there loses
/// or doubles one.
final class TailClient implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(TailClient.class);
  private static final int MOST_AT_ONCE = 256;
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final String origin;
  private final Supplier<Channel> channel;
  private final Readers readers;
  private final Writer writer;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Context.CancellableContext calls = Context.ROOT.withCancellation();
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  TailClient(String origin, Supplier<Channel> channel, Readers readers, Writer writer) {
    this.origin = origin;
    this.channel = channel;
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public void run() {
    try {
      do {
        attempt();
      } while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Follows the log until the call ends. A peer that is down is no news: it is tried again.
  private void attempt() throws InterruptedException {
    var stream = new TailStream(MOST_AT_ONCE);
    try {
      String token = readers.readNow(session -> TailStore.resumeToken(session, origin));
      var request = WatchEventsRequest.newBuilder().setResumeToken(token).build();
      calls.run(() -> EventLogServiceGrpc.newStub(channel.get()).watchEvents(request, stream));
      follow(stream);
    } catch (StatusRuntimeException ended) {
      recover(ended);
    } catch (RuntimeException failure) {
      LOG.debug("The log of {} is not copied now", origin, failure);
    } finally {
      stream.cancel();
    }
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
  }

  private void follow(TailStream stream) throws InterruptedException {
    while (true) {
      var batch = stream.next();
      if (batch.isEmpty()) {
        return;
      }
      copy(batch);
      stream.more(batch.size());
      pauseMillis = FIRST_PAUSE_MILLIS;
    }
  }

  /// Writes a batch, and waits until it is on disk.
  private void copy(List<WatchEventsResponse> batch) {
    var events = new ArrayList<Event>();
    for (var response : batch) {
      // A log may hold copies of others' events; those come from their own.
      if (response.hasEvent() && response.getEvent().getOrigin().equals(origin)) {
        events.add(EventProtos.event(response.getEvent()));
      }
    }
    save(events, batch.getLast().getResumeToken());
  }

  private void save(List<Event> events, String resumeToken) {
    writer
        .write(tx -> {
          for (var event : events) {
            tx.copy(event);
          }
          TailStore.save(tx.session(), origin, resumeToken, tx.now());
          return events.size();
        })
        .toCompletableFuture()
        .join();
  }

  /// Where the log no longer holds what comes next, or begins anew, so does the copy; what it has
  /// already is not copied twice.
  private void recover(StatusRuntimeException ended) {
    var info = info(ended);
    if (info.getReason().equals(RESUME_TOKEN_EXPIRED.name())) {
      LOG.warn("Events of {} were forgotten there before they were copied here", origin);
      save(List.of(), info.getMetadataOrDefault("oldest_token", ""));
    } else if (info.getReason().equals(RESUME_TOKEN_INVALID.name())) {
      LOG.warn(
          "The log of {} does not know where its copy ends; copying it from its start", origin);
      save(List.of(), "");
    } else {
      LOG.debug("The log of {} is not to be had now: {}", origin, ended.getStatus());
    }
  }

  private static ErrorInfo info(StatusRuntimeException ended) {
    try {
      var status = StatusProto.fromThrowable(ended);
      if (status != null && status.getDetailsCount() > 0) {
        return status.getDetails(0).unpack(ErrorInfo.class);
      }
    } catch (InvalidProtocolBufferException _) {
      // Not one of ours.
    }
    return ErrorInfo.getDefaultInstance();
  }

  void close() {
    closed.countDown();
    calls.cancel(null);
  }
}
