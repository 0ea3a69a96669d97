package dev.gazette.cli.testgazette;

import com.google.protobuf.Timestamp;
import dev.gazette.proto.governor.v1.ApplyEnvTemplateRequest;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.governor.v1.ListWritesRequest;
import dev.gazette.proto.governor.v1.ListWritesResponse;
import dev.gazette.proto.governor.v1.ManagedFileServiceGrpc.ManagedFileServiceImplBase;
import dev.gazette.proto.governor.v1.MergeGitignoreRequest;
import dev.gazette.proto.governor.v1.SetEnvKeyRequest;
import dev.gazette.proto.governor.v1.UndoWriteRequest;
import dev.gazette.proto.governor.v1.WriteState;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Governed writes in memory: no file is touched, what was asked is kept.
final class ManagedFiles extends ManagedFileServiceImplBase {

  final Map<String, String> environment = new ConcurrentHashMap<>();
  private final Deque<GovernedWrite> writes = new ArrayDeque<>();
  private final Repositories repositories;

  ManagedFiles(Repositories repositories) {
    this.repositories = repositories;
  }

  private synchronized GovernedWrite write(
      String repository, String path, String summary, boolean dry, WriteState state) {
    repositories.require(repository);
    var write =
        GovernedWrite.newBuilder()
            .setRepositoryId(repository)
            .setRelativePath(path)
            .setSummary(summary)
            .setDiff("--- a/" + path + "\n+++ b/" + path + "\n+KEY=****\n")
            .setActor("owner")
            .setState(dry ? WriteState.WRITE_STATE_PLANNED : state);
    if (!dry) {
      write.setId("wr_" + writes.size());
      write.setCreateTime(Timestamp.newBuilder().setSeconds(1_800_000_000L));
      writes.push(write.build());
    }
    return write.build();
  }

  @Override
  public void setEnvKey(SetEnvKeyRequest request, StreamObserver<GovernedWrite> observer) {
    environment.put(request.getKey(), request.getValue());
    Answer.with(
        observer,
        () ->
            write(
                request.getRepositoryId(),
                ".env",
                "set " + request.getKey(),
                request.getDryRun(),
                WriteState.WRITE_STATE_WRITTEN));
  }

  @Override
  public void applyEnvTemplate(
      ApplyEnvTemplateRequest request, StreamObserver<GovernedWrite> observer) {
    Answer.with(
        observer,
        () ->
            write(
                request.getRepositoryId(),
                ".env",
                "added " + request.getTemplate().lines().count() + " lines",
                request.getDryRun(),
                WriteState.WRITE_STATE_WRITTEN));
  }

  @Override
  public void mergeGitignore(
      MergeGitignoreRequest request, StreamObserver<GovernedWrite> observer) {
    Answer.with(
        observer,
        () ->
            write(
                request.getRepositoryId(),
                ".gitignore",
                "added " + String.join(" ", request.getLinesList()),
                request.getDryRun(),
                WriteState.WRITE_STATE_WRITTEN));
  }

  @Override
  public void undoWrite(UndoWriteRequest request, StreamObserver<GovernedWrite> observer) {
    Answer.with(
        observer,
        () ->
            write(
                request.getRepositoryId(),
                request.getRelativePath(),
                "undone",
                request.getDryRun(),
                WriteState.WRITE_STATE_WRITTEN));
  }

  @Override
  public synchronized void listWrites(
      ListWritesRequest request, StreamObserver<ListWritesResponse> observer) {
    Answer.with(observer, () -> ListWritesResponse.newBuilder().addAllWrites(writes).build());
  }
}
