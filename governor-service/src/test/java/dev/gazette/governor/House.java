package dev.gazette.governor;

import dev.gazette.governor.error.GovernorReason;
import dev.gazette.governor.probe.FileState;
import dev.gazette.governor.probe.ManagedPath;
import dev.gazette.governor.probe.ProbeClient;
import dev.gazette.governor.probe.ProbeFiles;
import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.service.RunningService;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.service.ServiceRunner;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.testkit.GitRepository;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.governor.v1.ManagedFileServiceGrpc;
import dev.gazette.proto.governor.v1.ManagedFileServiceGrpc.ManagedFileServiceBlockingStub;
import dev.gazette.proto.governor.v1.RegisterRepositoryRequest;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc.RepositoryServiceBlockingStub;
import dev.gazette.proto.governor.v1.SetEnvKeyRequest;
import dev.gazette.proto.probe.v1.WriteOrder;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A governor and a probe, real on real sockets, in one home of the test's. Repositories may lie in
/// the folder `repositories`. Each can be stopped and started again.
public final class House implements AutoCloseable {

  private static final Caller OWNER =
      new Caller("t1", "owner", Caller.Kind.OWNER, List.of(Grant.ALL), CallLimit.NONE, null);
  private static final Caller AGENT =
      new Caller(
          "t2",
          "agent",
          Caller.Kind.TOKEN,
          List.of(new Grant("repo.read", "repositories/api")),
          CallLimit.NONE,
          null);

  private final Settings settings;
  private final Path root;
  private final int offset = freeOffset();
  private @Nullable RunningService governor;
  private @Nullable RunningService probe;
  private @Nullable ManagedChannel channel;

  /// Starts both in a folder of the test's.
  public House(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("repositories")).toRealPath();
    settings =
        Settings.of(
            Map.of(
                "gazette.home", folder.resolve("un été").toString(),
                "gazette.port-offset", Integer.toString(offset),
                "gazette.log", "console",
                "gazette.probe.roots", root.toString()));
    startProbe();
    startGovernor();
  }

  private static int freeOffset() {
    for (int offset = 300 + (int) (ProcessHandle.current().pid() % 9_000); ; offset += 7) {
      int tried = offset;
      if (List.of(ServiceName.GOVERNOR, ServiceName.PROBE).stream()
          .allMatch(name -> free(name.grpcPort(tried)) && free(name.httpPort(tried)))) {
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
    Authenticator authenticator =
        secret -> CompletableFuture.completedFuture(secret.endsWith("agent") ? AGENT : OWNER);
    return new ServiceRunner(service, settings).with(Authenticator.class, authenticator);
  }

  /// Starts the probe, and waits until a governor that runs has found it.
  public void startProbe() {
    probe = runner(ServiceName.PROBE).start();
    if (governor != null) {
      awaitProbe(governor.bean(ProbeClient.class));
    }
  }

  /// A lost peer is called again twice a second.
  private static void awaitProbe(ProbeClient client) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      try {
        client.requireAlive("any");
        return;
      } catch (Refusal refused) {
        if (System.nanoTime() > end) {
          throw refused;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  /// Stops the probe.
  public void stopProbe() {
    if (probe != null) {
      probe.close();
      probe = null;
    }
  }

  /// Starts the governor.
  public void startGovernor() {
    governor = runner(ServiceName.GOVERNOR).start();
  }

  /// Starts the governor with something between it and the probe.
  public void startGovernor(Function<ProbeFiles, ProbeFiles> between) {
    var late = new LateFiles();
    governor = runner(ServiceName.GOVERNOR).with(ProbeFiles.class, late).start();
    late.files = between.apply(governor.bean(ProbeClient.class));
  }

  /// Stops the governor.
  public void stopGovernor() {
    if (channel != null) {
      channel.shutdownNow();
      channel = null;
    }
    if (governor != null) {
      governor.close();
      governor = null;
    }
  }

  private <S extends AbstractStub<S>> S stub(String token, Function<ManagedChannel, S> make) {
    if (channel == null) {
      channel =
          NettyChannelBuilder.forAddress("127.0.0.1", ServiceName.GOVERNOR.grpcPort(offset))
              .usePlaintext()
              .build();
    }
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return make.apply(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /// The registry, as the owner calls.
  public RepositoryServiceBlockingStub repositories() {
    return stub("gzt_owner", RepositoryServiceGrpc::newBlockingStub);
  }

  /// The registry, as one calls who may read the repository `api` alone.
  public RepositoryServiceBlockingStub repositoriesOfAgent() {
    return stub("gzt_agent", RepositoryServiceGrpc::newBlockingStub);
  }

  /// Managed files, as the owner calls.
  public ManagedFileServiceBlockingStub files() {
    return stub("gzt_owner", ManagedFileServiceGrpc::newBlockingStub);
  }

  /// The root that repositories may lie under.
  public Path root() {
    return root;
  }

  /// Makes a repository with one commit and registers it.
  public GitRepository register(String id) {
    var repository = GitRepository.withCommit(root.resolve(id));
    register(id, repository.path().toString());
    return repository;
  }

  /// Registers a path.
  public Repository register(String id, String path) {
    return repositories()
        .registerRepository(
            RegisterRepositoryRequest.newBuilder()
                .setRepository(Repository.newBuilder().setId(id).setPath(path))
                .build());
  }

  /// Sets a key in the repository `api`.
  public GovernedWrite set(String key, String value, UnaryOperator<SetEnvKeyRequest.Builder> more) {
    var request = SetEnvKeyRequest.newBuilder().setRepositoryId("api").setKey(key).setValue(value);
    return files().setEnvKey(more.apply(request).build());
  }

  /// Sets a key in the repository `api`.
  public GovernedWrite set(String key, String value) {
    return set(key, value, UnaryOperator.identity());
  }

  /// The governor's log.
  public List<Event> events() {
    return events(governor);
  }

  /// The probe's log.
  public List<Event> probeEvents() {
    return events(probe);
  }

  private static List<Event> events(@Nullable RunningService service) {
    if (service == null) {
      throw new IllegalStateException("It does not run");
    }
    return service.bean(Readers.class).readNow(session -> EventStore.after(session, 0, 10_000));
  }

  /// Whether any file of the home holds a text.
  public boolean homeHolds(String text) throws IOException {
    try (var paths = Files.walk(settings.home().root())) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    stopGovernor();
    stopProbe();
  }

  /// Files whose way to the probe is known only once the governor runs.
  private static final class LateFiles implements ProbeFiles {
    private volatile @Nullable ProbeFiles files;

    private ProbeFiles files() {
      var known = files;
      if (known == null) {
        throw GovernorReason.PROBE_UNAVAILABLE.because("Not yet.");
      }
      return known;
    }

    @Override
    public void track(String repository, String path) {
      files().track(repository, path);
    }

    @Override
    public FileState read(String repository, ManagedPath path) {
      return files().read(repository, path);
    }

    @Override
    public boolean exposesEnv(String repository, String gitignore) {
      return files().exposesEnv(repository, gitignore);
    }

    @Override
    public void write(WriteOrder order, String content) {
      files().write(order, content);
    }
  }
}
