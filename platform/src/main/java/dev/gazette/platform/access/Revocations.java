package dev.gazette.platform.access;

import com.google.protobuf.Timestamp;
import dev.gazette.platform.timer.Delays;
import dev.gazette.proto.auth.v1.RecordUseRequest;
import dev.gazette.proto.auth.v1.RecordUseResponse;
import dev.gazette.proto.auth.v1.TokenServiceGrpc.TokenServiceStub;
import dev.gazette.proto.auth.v1.WatchRevocationsRequest;
import dev.gazette.proto.auth.v1.WatchRevocationsResponse;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to auth: which tokens ended, and that it lives. Reconnects for as long as it is open. In
/// return it tells auth, every 10 s, when tokens were last used.
public final class Revocations implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

  /// How long auth may be silent: three beats.
  static final Duration SILENCE = Duration.ofMillis(1_500);

  /// The pause before the second try; it doubles up to the longest, and a random part of up to half
  /// is left out, so that services do not come back in step.
  static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /// How often uses are reported.
  static final Duration REPORT = Duration.ofSeconds(10);

  private static final int MOST_USES = 1_000;
  private static final int MOST_DOUBLINGS = 5;
  private static final int REPORT_DEADLINE_SECONDS = 5;

  private final TokenServiceStub auth;
  private final TokenMemory memory;
  private final InstantSource clock;
  private final Delays delays;
  private final RandomGenerator random;
  private @Nullable Stream current;
  private int failures;
  private boolean closed;
  private volatile boolean reached;

  Revocations(
      TokenServiceStub auth,
      TokenMemory memory,
      InstantSource clock,
      Delays delays,
      RandomGenerator random) {
    this.auth = auth;
    this.memory = memory;
    this.clock = clock;
    this.delays = delays;
    this.random = random;
  }

  /// Begins to listen, and to report.
  public void start() {
    connect();
    delays.after(REPORT, this::report);
  }

  /// Whether auth was ever heard: until then the service is not ready.
  public boolean firstContact() {
    return reached;
  }

  /// Whether auth is being heard now. What is remembered of tokens outlives a silence by 90 s.
  public synchronized boolean hearing() {
    var stream = current;
    return stream != null && stream.heard;
  }

  private void connect() {
    var stream = new Stream();
    synchronized (this) {
      if (closed) {
        return;
      }
      current = stream;
      stream.lastMillis = clock.millis();
    }
    if (auth.getChannel() instanceof ManagedChannel channel) {
      channel.resetConnectBackoff(); // gRPC's own pause grows to two minutes.
    }
    Context.ROOT.run(() ->
        auth.withWaitForReady()
            .watchRevocations(WatchRevocationsRequest.getDefaultInstance(), stream));
    delays.after(SILENCE, () -> listen(stream));
  }

  /// Ends a stream that fell silent; otherwise looks again when it could have.
  private void listen(Stream stream) {
    Duration silence;
    synchronized (this) {
      if (current != stream) {
        return;
      }
      silence = Duration.ofMillis(clock.millis() - stream.lastMillis);
    }
    if (silence.compareTo(SILENCE) >= 0 || silence.isNegative()) {
      broken(stream, "no beat for " + silence.toMillis() + " ms");
    } else {
      delays.after(SILENCE.minus(silence), () -> listen(stream));
    }
  }

  private void broken(Stream stream, String why) {
    Duration pause;
    synchronized (this) {
      if (closed || current != stream) {
        return;
      }
      current = null;
      pause = pause(failures++);
    }
    if (stream.heard) {
      LOG.warn("Auth is no longer heard: {}. Remembered tokens hold for 90 s", why);
    } else {
      LOG.debug("Auth is not heard: {}", why);
    }
    stream.cancel();
    delays.after(pause, this::connect);
  }

  private Duration pause(int before) {
    var whole = FIRST_PAUSE.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
    long millis = Math.min(whole.toMillis(), LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(millis - random.nextLong(millis / 2));
  }

  private void heard(Stream stream, List<String> endedIds) {
    boolean first;
    synchronized (this) {
      if (current != stream) {
        return;
      }
      stream.lastMillis = clock.millis();
      first = !stream.heard;
      stream.heard = true;
      failures = 0;
    }
    memory.heard(endedIds);
    reached = true;
    if (first) {
      LOG.info("Auth is heard");
    }
  }

  private void report() {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    var uses = hearing() ? memory.uses(MOST_USES) : List.<TokenMemory.Use>of();
    if (!uses.isEmpty()) {
      var request = RecordUseRequest.newBuilder();
      uses.forEach(
          use -> request.addUsesBuilder().setTokenId(use.tokenId()).setTime(timestamp(use.time())));
      Context.ROOT.run(() ->
          auth.withDeadlineAfter(REPORT_DEADLINE_SECONDS, TimeUnit.SECONDS)
              .recordUse(request.build(), new Report(uses)));
    }
    delays.after(REPORT, this::report);
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /// Stops listening.
  @Override
  public void close() {
    Stream stream;
    synchronized (this) {
      closed = true;
      stream = current;
      current = null;
    }
    if (stream != null) {
      stream.cancel();
    }
  }

  /// One stream of revocations. Its state is guarded by the listener's lock.
  private final class Stream
      implements ClientResponseObserver<WatchRevocationsRequest, WatchRevocationsResponse> {
    private volatile @Nullable ClientCallStreamObserver<WatchRevocationsRequest> call;
    private volatile boolean heard;
    private long lastMillis;

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRevocationsRequest> starting) {
      call = starting;
    }

    @Override
    public void onNext(WatchRevocationsResponse message) {
      heard(this, message.getTokenIdsList());
    }

    @Override
    public void onError(Throwable failure) {
      broken(this, String.valueOf(Status.fromThrowable(failure).getCode()));
    }

    @Override
    public void onCompleted() {
      broken(this, "it ended the stream");
    }

    void cancel() {
      var started = call;
      if (started != null) {
        started.cancel("No longer listened to", null);
      }
    }
  }

  /// A report of uses under way.
  private final class Report implements StreamObserver<RecordUseResponse> {
    private final List<TokenMemory.Use> uses;

    Report(List<TokenMemory.Use> uses) {
      this.uses = uses;
    }

    @Override
    public void onNext(RecordUseResponse kept) {
      memory.reported(uses);
    }

    @Override
    public void onError(Throwable failure) {
      LOG.debug("Auth did not keep {} uses; they are told again", uses.size(), failure);
    }

    @Override
    public void onCompleted() {}
  }
}
