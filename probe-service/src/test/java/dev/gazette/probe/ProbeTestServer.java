package dev.gazette.probe;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.testkit.GitRepository;
import dev.gazette.platform.testkit.TestServer;
import dev.gazette.platform.trust.ServiceKeys;
import dev.gazette.platform.trust.Trust;
import dev.gazette.probe.disk.DiskThreads;
import dev.gazette.probe.file.ManagedFileProbeGrpcService;
import dev.gazette.probe.file.ManagedFiles;
import dev.gazette.probe.git.GitReader;
import dev.gazette.probe.repository.RepositoryLooks;
import dev.gazette.probe.repository.RepositoryProbeGrpcService;
import dev.gazette.probe.repository.RepositoryWatch;
import dev.gazette.probe.repository.Roots;
import dev.gazette.proto.probe.v1.ManagedFile;
import dev.gazette.proto.probe.v1.ManagedFileProbeServiceGrpc;
import dev.gazette.proto.probe.v1.ManagedFileProbeServiceGrpc.ManagedFileProbeServiceBlockingStub;
import dev.gazette.proto.probe.v1.ReadManagedFileRequest;
import dev.gazette.proto.probe.v1.RepositoryFacts;
import dev.gazette.proto.probe.v1.RepositoryProbeServiceGrpc;
import dev.gazette.proto.probe.v1.RepositoryProbeServiceGrpc.RepositoryProbeServiceBlockingStub;
import dev.gazette.proto.probe.v1.TrackRepositoryRequest;
import dev.gazette.proto.probe.v1.WriteManagedFileRequest;
import dev.gazette.proto.probe.v1.WriteOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The probe's adapters as the governor calls them, with the governor's key at hand. Repositories
/// may lie in the folder `repositories`.
public final class ProbeTestServer implements AutoCloseable {

  private final Path root;
  private final Trust governor;
  private final TestServer server;
  private final DiskThreads threads = new DiskThreads("test", 8);
  private final RepositoryWatch watch;

  /// Starts them in a folder of the test's.
  public ProbeTestServer(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("repositories")).toRealPath();
    var home = new Home(folder.resolve("home").toAbsolutePath());
    governor = trust(home, ServiceName.GOVERNOR);
    var probe = trust(home, ServiceName.PROBE);
    var git = new GitReader();
    var roots = new Roots(List.of(root), home.root());
    server =
        new TestServer(
            "probe",
            home.data(ServiceName.PROBE),
            server -> {
              var looks = new RepositoryLooks(git, threads, server.writer());
              return List.of(
                  new RepositoryProbeGrpcService(
                      server.calls(), server.readers(), looks, roots, threads, server.clock()),
                  new ManagedFileProbeGrpcService(
                      server.calls(),
                      server.readers(),
                      server.writer(),
                      new ManagedFiles(threads, git),
                      probe));
            });
    watch =
        new RepositoryWatch(new RepositoryLooks(git, threads, server.writer()), server.readers());
  }

  private static Trust trust(Home home, ServiceName service) {
    home.create(service);
    return new Trust(service, ServiceKeys.own(home, service), home);
  }

  /// The root that repositories may lie under.
  public Path root() {
    return root;
  }

  /// The server.
  public TestServer server() {
    return server;
  }

  /// Looks at everything, as the timer does.
  public void lookAtAll() {
    watch.run(server.clock().instant());
  }

  /// Repositories, as the governor calls.
  public RepositoryProbeServiceBlockingStub repositories() {
    return server.asService(RepositoryProbeServiceGrpc::newBlockingStub);
  }

  /// Files, as the governor calls.
  public ManagedFileProbeServiceBlockingStub files() {
    return server.asService(ManagedFileProbeServiceGrpc::newBlockingStub);
  }

  /// Makes a repository with one commit and tracks it.
  public GitRepository track(String id) {
    var repository = GitRepository.withCommit(root.resolve(id));
    track(id, repository.path().toString());
    return repository;
  }

  /// Tracks a path.
  public RepositoryFacts track(String id, String path) {
    return repositories()
        .trackRepository(
            TrackRepositoryRequest.newBuilder().setRepositoryId(id).setPath(path).build());
  }

  /// Reads a file.
  public ManagedFile read(String id, String path) {
    return files()
        .readManagedFile(
            ReadManagedFileRequest.newBuilder().setRepositoryId(id).setRelativePath(path).build());
  }

  /// An order for a file that holds for 30 s, with the first epoch.
  public WriteOrder.Builder order(String id, String path) {
    return WriteOrder.newBuilder()
        .setRepositoryId(id)
        .setRelativePath(path)
        .setMode(0600)
        .setEpoch(1)
        .setNonce("0".repeat(32))
        .setExpireTime(
            Timestamps.fromMillis(
                server.clock().instant().plus(Duration.ofSeconds(30)).toEpochMilli()));
  }

  /// A request that carries an order with the governor's signature.
  public WriteManagedFileRequest signed(WriteOrder.Builder order, String content) {
    return WriteManagedFileRequest.newBuilder()
        .setOrder(governor.sign(order.build()))
        .setContent(ByteString.copyFromUtf8(content))
        .build();
  }

  @Override
  public void close() {
    server.close();
    threads.close();
  }
}
