package dev.gazette.platform.service;

import static dev.gazette.platform.service.ServiceName.AUTH;
import static dev.gazette.platform.service.ServiceName.BOARD;
import static dev.gazette.platform.service.ServiceName.GOVERNOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.ChildVouching;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.access.Limiter;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.health.ReadinessPart;
import dev.gazette.platform.home.Endpoints;
import dev.gazette.platform.peer.Peers;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Services on real sockets, two in this JVM.
final class ServiceRunnerTest {

  private static final Caller OWNER =
      new Caller("t1", "owner", Caller.Kind.OWNER, List.of(Grant.ALL), CallLimit.NONE, null);

  @TempDir Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final AtomicReference<String> problem = new AtomicReference<>("");
  private int offset;
  private Settings settings;

  @BeforeEach
  void chooseSettings() {
    offset = freeOffset();
    settings = settings(Map.of());
  }

  private Settings settings(Map<String, String> more) {
    var values = new HashMap<String, String>();
    values.put("gazette.home", folder.resolve("un été").toString());
    values.put("gazette.port-offset", Integer.toString(offset));
    values.put("gazette.log", "console");
    values.putAll(more);
    return Settings.of(values);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (var each : opened.reversed()) {
      each.close();
    }
  }

  /// An offset at which nobody listens.
  private static int freeOffset() {
    for (int offset = 200 + (int) (ProcessHandle.current().pid() % 9_000); ; offset++) {
      int candidate = offset;
      if (Stream.of(ServiceName.values())
          .allMatch(name -> free(name.grpcPort(candidate)) && free(name.httpPort(candidate)))) {
        return offset;
      }
    }
  }

  private static boolean free(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private ServiceRunner runner(ServiceName service) {
    var part =
        new ReadinessPart() {
          @Override
          public String name() {
            return "moon";
          }

          @Override
          public Optional<String> problem() {
            return Optional.of(problem.get()).filter(text -> !text.isEmpty());
          }
        };
    return new ServiceRunner(service, settings)
        .with(Authenticator.class, _ -> CompletableFuture.completedFuture(OWNER))
        .with(ChildVouching.class, _ -> CompletableFuture.completedFuture(OWNER))
        .with(Limiter.class, _ -> {})
        .with(ReadinessPart.class, part);
  }

  private RunningService start(ServiceName service) {
    var running = runner(service).start();
    opened.add(running);
    return running;
  }

  private ManagedChannel channel(RunningService service) {
    var channel =
        NettyChannelBuilder.forAddress("127.0.0.1", service.grpcPort()).usePlaintext().build();
    opened.add(channel::shutdownNow);
    return channel;
  }

  private static HttpResponse<String> get(RunningService service, String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var url = URI.create("http://127.0.0.1:" + service.httpPort() + path);
      return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void start_two_servesHealthAndMetricsOfEach() throws Exception {
    var board = start(BOARD);
    var auth = start(AUTH);
    for (var service : List.of(board, auth)) {
      assertThat(get(service, "/health/liveness").statusCode()).isEqualTo(200);
      var metrics = get(service, "/prometheus");
      assertThat(metrics.headers().firstValue("content-type").orElse("")).contains("version=0.0.4");
      assertThat(metrics.body())
          .contains("jvm_memory_used_bytes", "process_resident_memory_bytes")
          .contains("service=\"" + service.name().id() + "\"");
    }
    assertThat(Endpoints.read(settings.home()))
        .containsEntry("board.grpc", "127.0.0.1:" + board.grpcPort())
        .containsEntry("auth.http", "127.0.0.1:" + auth.httpPort());
  }

  @Test
  void health_ofAServiceThatNeedsNobody_isUp() throws Exception {
    var auth = start(AUTH);
    assertThat(get(auth, "/health").statusCode()).isEqualTo(200);
    assertThat(get(auth, "/health").body())
        .contains("\"status\":\"UP\"", "store", "serving", "moon");
    assertThat(get(auth, "/health/readiness").statusCode()).isEqualTo(200);
    assertThat(health(auth, "")).isEqualTo(ServingStatus.SERVING);
    assertThat(health(auth, "gazette.common.v1.EventLogService")).isEqualTo(ServingStatus.SERVING);
    assertThat(get(auth, "/prometheus").body().lines())
        .as("each call passes the chain once")
        .anyMatch(line ->
            line.startsWith("gazette_call_seconds_count")
                && line.contains("Health/Check")
                && line.endsWith(" 2"));
  }

  @Test
  void health_beforeAuthWasHeard_isDownAndSaysSo() throws Exception {
    var board = start(BOARD);
    var response = get(board, "/health");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("auth service has not been reached");
  }

  private ServingStatus health(RunningService service, String name) {
    return HealthGrpc.newBlockingStub(channel(service))
        .withDeadlineAfter(10, TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(name).build())
        .getStatus();
  }

  @Test
  void health_ofAPartThatIsDown_saysWhichAndWhy() throws Exception {
    var auth = start(AUTH);
    problem.set("The moon does not shine; wait for night.");
    var response = get(auth, "/health/readiness");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("moon", "does not shine; wait for night");
    assertThat(get(auth, "/health/liveness").statusCode()).isEqualTo(200);
    assertThat(health(auth, "")).isEqualTo(ServingStatus.NOT_SERVING);
  }

  @Test
  void health_ofAnUnknownService_isNotFound() {
    var board = start(BOARD);
    assertThatThrownBy(() -> health(board, "no.such.Service"))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
  }

  @Test
  void reflection_withAToken_listsTheServices() throws Exception {
    var board = start(BOARD);
    var names = new CompletableFuture<String>();
    var headers = new Metadata();
    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer gzt_x");
    var requests =
        ServerReflectionGrpc.newStub(channel(board))
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    names.complete(response.getListServicesResponse().toString());
                  }

                  @Override
                  public void onError(Throwable failure) {
                    names.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    assertThat(names.get(10, TimeUnit.SECONDS))
        .contains("gazette.common.v1.EventLogService", "grpc.health.v1.Health");
    requests.onCompleted();
  }

  @Test
  void peers_callVouchedFor_andOnlyWhereAllowed() {
    start(BOARD);
    var governor = start(GOVERNOR);
    var board = governor.bean(Peers.class).channel(BOARD);
    var stub = EventLogServiceGrpc.newBlockingStub(board).withDeadlineAfter(10, TimeUnit.SECONDS);
    var ended = stub.watchEvents(WatchEventsRequest.newBuilder().setUntilNow(true).build());
    while (ended.hasNext()) {
      ended.next();
    }
    var itself = governor.bean(Peers.class).channel(GOVERNOR);
    assertThatThrownBy(() ->
            EventLogServiceGrpc.newBlockingStub(itself)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .watchEvents(WatchEventsRequest.newBuilder().setUntilNow(true).build())
                .hasNext())
        .hasMessageContaining("governor never calls governor");
  }

  @Test
  void start_onATakenPort_namesThePortItsHolderAndTheSetting() throws Exception {
    try (var _ = new ServerSocket(BOARD.httpPort(offset), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> runner(BOARD).start())
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("port " + BOARD.httpPort(offset))
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("GAZETTE_PORT_OFFSET");
    }
    start(BOARD);
  }

  @Test
  void start_inAHomeThatIsTaken_saysBySomebody() {
    start(BOARD);
    assertThatThrownBy(() -> runner(BOARD).start())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("already runs board");
  }

  @Test
  void start_withAClockOfTheTest_usesIt() {
    var clock = new PinnedClock();
    var running = runner(BOARD).with(InstantSource.class, clock).start();
    opened.add(running);
    assertThat(running.bean(InstantSource.class)).isSameAs(clock);
  }

  @Test
  void close_withAWatcher_endsInTimeAndFreesEverything() throws Exception {
    var board = start(BOARD);
    var governor = start(GOVERNOR);
    var events =
        EventLogServiceGrpc.newBlockingStub(governor.bean(Peers.class).channel(BOARD))
            .withWaitForReady()
            .withDeadlineAfter(30, TimeUnit.SECONDS)
            .watchEvents(WatchEventsRequest.newBuilder().setResumeToken("now").build());
    assertThat(events.next().getResumeToken()).as("it watches").isNotEmpty();
    long start = System.nanoTime();
    board.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThatThrownBy(
            () -> {
              while (events.hasNext()) {
                events.next();
              }
            })
        .isInstanceOf(StatusRuntimeException.class);
    board.close();
    assertThat(Endpoints.read(settings.home())).doesNotContainKey("board.grpc");
    start(BOARD);
  }
}
