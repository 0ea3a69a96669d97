package dev.gazette.governor.probe;

import static dev.gazette.governor.error.GovernorReason.PROBE_UNAVAILABLE;

import com.google.protobuf.ByteString;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.grpc.RemoteErrors;
import dev.gazette.platform.trust.Trust;
import dev.gazette.proto.probe.v1.FindRepositoriesRequest;
import dev.gazette.proto.probe.v1.FindRepositoriesResponse;
import dev.gazette.proto.probe.v1.GetRepositoryFactsRequest;
import dev.gazette.proto.probe.v1.ManagedFileProbeServiceGrpc;
import dev.gazette.proto.probe.v1.ManagedFileProbeServiceGrpc.ManagedFileProbeServiceBlockingStub;
import dev.gazette.proto.probe.v1.ReadManagedFileRequest;
import dev.gazette.proto.probe.v1.RepositoryProbeServiceGrpc;
import dev.gazette.proto.probe.v1.RepositoryProbeServiceGrpc.RepositoryProbeServiceBlockingStub;
import dev.gazette.proto.probe.v1.TrackRepositoryRequest;
import dev.gazette.proto.probe.v1.UntrackRepositoryRequest;
import dev.gazette.proto.probe.v1.WriteManagedFileRequest;
import dev.gazette.proto.probe.v1.WriteOrder;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Calls the probe, on the thread of the caller, which must be a virtual one.
public final class ProbeClient implements ProbeFiles {

  /// How long the probe may take; its own bounds are tighter.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final String NOT_TRACKED = "REPOSITORY_NOT_TRACKED";

  private final Supplier<Channel> channel;
  private final Trust trust;

  /// A client that signs orders with the governor's key.
  public ProbeClient(Supplier<Channel> channel, Trust trust) {
    this.channel = channel;
    this.trust = trust;
  }

  /// Refused with `PROBE_UNAVAILABLE` when the probe does not answer.
  public void requireAlive(String repository) {
    try {
      repositories()
          .getRepositoryFacts(
              GetRepositoryFactsRequest.newBuilder().setRepositoryId(repository).build());
    } catch (StatusRuntimeException failure) {
      if (RemoteErrors.reason(failure).isEmpty()) {
        throw unavailable(failure);
      }
    }
  }

  /// Has a repository watched; answers its path without links.
  public String track(String repository, String path, String requestId) {
    return answer(() ->
            repositories()
                .trackRepository(
                    TrackRepositoryRequest.newBuilder()
                        .setRepositoryId(repository)
                        .setPath(path)
                        .setRequestId(requestId)
                        .build()))
        .getPath();
  }

  @Override
  public void track(String repository, String path) {
    track(repository, path, "");
  }

  /// Ends watching a repository.
  public void untrack(String repository, String requestId) {
    answer(() ->
        repositories()
            .untrackRepository(
                UntrackRepositoryRequest.newBuilder()
                    .setRepositoryId(repository)
                    .setRequestId(requestId)
                    .build()));
  }

  /// The repositories under the probe's roots.
  public FindRepositoriesResponse find() {
    return answer(
        () -> repositories().findRepositories(FindRepositoriesRequest.getDefaultInstance()));
  }

  @Override
  public FileState read(String repository, ManagedPath path) {
    var file =
        answer(() ->
            files()
                .readManagedFile(
                    ReadManagedFileRequest.newBuilder()
                        .setRepositoryId(repository)
                        .setRelativePath(path.fileName())
                        .build()));
    return new FileState(
        file.getExists() ? Optional.of(file.getContent().toStringUtf8()) : Optional.empty(),
        file.getHash(),
        file.getMode(),
        file.getTracked(),
        file.getIgnored());
  }

  @Override
  public boolean exposesEnv(String repository, String gitignore) {
    return answer(() ->
            files()
                .readManagedFile(
                    ReadManagedFileRequest.newBuilder()
                        .setRepositoryId(repository)
                        .setRelativePath(ManagedPath.GITIGNORE.fileName())
                        .setGitignoreAfter(gitignore)
                        .build()))
        .getExposedPathsList()
        .contains(ManagedPath.ENV.fileName());
  }

  @Override
  public void write(WriteOrder order, String content) {
    answer(() ->
        files()
            .writeManagedFile(
                WriteManagedFileRequest.newBuilder()
                    .setOrder(trust.sign(order))
                    .setContent(ByteString.copyFromUtf8(content))
                    .build()));
  }

  /// Whether the probe refused because it watches no such repository.
  public static boolean isNotTracked(RuntimeException failure) {
    return failure instanceof Refusal refusal && refusal.reason().name().equals(NOT_TRACKED);
  }

  private static <T> T answer(Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException failure) {
      throw RemoteErrors.refusal(failure).orElseGet(() -> unavailable(failure));
    }
  }

  private static Refusal unavailable(StatusRuntimeException failure) {
    return PROBE_UNAVAILABLE
        .because("%s", RemoteErrors.unavailable("probe", failure).sentence())
        .with("peer", "probe");
  }

  private RepositoryProbeServiceBlockingStub repositories() {
    return RepositoryProbeServiceGrpc.newBlockingStub(channel.get())
        .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private ManagedFileProbeServiceBlockingStub files() {
    return ManagedFileProbeServiceGrpc.newBlockingStub(channel.get())
        .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
