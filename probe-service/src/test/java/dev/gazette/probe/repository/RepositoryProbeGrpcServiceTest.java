package dev.gazette.probe.repository;

import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static dev.gazette.probe.error.ProbeReason.PATH_REFUSED;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_NOT_TRACKED;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_TRACKED_ELSEWHERE;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_VANISHED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.error.PlatformReason;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.testkit.GitRepository;
import dev.gazette.probe.ProbeTestServer;
import dev.gazette.proto.probe.v1.FindRepositoriesRequest;
import dev.gazette.proto.probe.v1.GetRepositoryFactsRequest;
import dev.gazette.proto.probe.v1.RepositoryFacts;
import dev.gazette.proto.probe.v1.RepositoryProbeServiceGrpc;
import dev.gazette.proto.probe.v1.TrackRepositoryRequest;
import dev.gazette.proto.probe.v1.UntrackRepositoryRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepositoryProbeGrpcServiceTest {

  @TempDir Path folder;
  private ProbeTestServer probe;

  @BeforeEach
  void start() throws IOException {
    probe = new ProbeTestServer(folder);
  }

  @AfterEach
  void stop() {
    probe.close();
  }

  private RepositoryFacts facts(String id) {
    return probe
        .repositories()
        .getRepositoryFacts(GetRepositoryFactsRequest.newBuilder().setRepositoryId(id).build());
  }

  private List<String> kinds() {
    return probe.server().readers().readNow(session -> EventStore.after(session, 0, 100)).stream()
        .map(Event::kind)
        .toList();
  }

  @Test
  void track_answersWhatIsThere() {
    var repository = GitRepository.withCommit(probe.root().resolve("naïve name"));
    var facts = probe.track("api", repository.path().toString());
    assertThat(facts.getPath()).isEqualTo(repository.path().toString());
    assertThat(facts.getBranch()).isEqualTo("main");
    assertThat(facts.getHead()).isEqualTo(repository.git("rev-parse", "HEAD"));
    assertThat(facts.getDirty()).isFalse();
    assertThat(kinds()).containsExactly("repository.tracked", "repository.observed");
  }

  @Test
  void track_resolvesLinksUnderTheRoots() throws IOException {
    var repository = GitRepository.withCommit(probe.root().resolve("real"));
    Path link = Files.createSymbolicLink(probe.root().resolve("link"), repository.path());
    assertThat(probe.track("api", link.toString()).getPath())
        .isEqualTo(repository.path().toString());
  }

  @Test
  void track_ofWhatMayNotBeTouchedIsRefused() throws IOException {
    var outside = GitRepository.withCommit(folder.resolve("outside"));
    Path link = Files.createSymbolicLink(probe.root().resolve("link"), outside.path());
    Path plain = Files.createDirectory(probe.root().resolve("plain"));
    Path worktree = Files.createDirectory(probe.root().resolve("worktree"));
    Files.writeString(worktree.resolve(".git"), "gitdir: elsewhere\n");
    for (String path :
        List.of(
            outside.path().toString(),
            link.toString(),
            plain.toString(),
            worktree.toString(),
            probe.root() + "/none",
            probe.root() + "/../outside",
            "relative",
            "",
            "/a\0b",
            "/" + "x".repeat(5_000))) {
      assertRefused(PATH_REFUSED, () -> probe.track("api", path));
    }
    assertThat(kinds()).isEmpty();
  }

  @Test
  void track_inGazettesOwnHomeIsRefused() throws IOException {
    var roots = new Roots(List.of(folder), folder.resolve("home"));
    var inHome = GitRepository.withCommit(folder.resolve("home/data/probe/repository"));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> roots.admit(inHome.path().toString()))
        .hasMessageContaining("own home");
    assertThat(new RepositoryFinder(roots).find().paths()).isEmpty();
  }

  @Test
  void track_againElsewhereIsRefused() {
    probe.track("api");
    var other = GitRepository.withCommit(probe.root().resolve("other"));
    assertRefused(REPOSITORY_TRACKED_ELSEWHERE, () -> probe.track("api", other.path().toString()));
  }

  @Test
  void track_withTheSameRequestIdAnswersTheSame() {
    var repository = GitRepository.withCommit(probe.root().resolve("api"));
    var request =
        TrackRepositoryRequest.newBuilder()
            .setRepositoryId("api")
            .setPath(repository.path().toString())
            .setRequestId("r1")
            .build();
    var first = probe.repositories().trackRepository(request);
    repository.write("new", "x");
    assertThat(probe.repositories().trackRepository(request)).isEqualTo(first);
  }

  @Test
  void track_ofANameThatIsNoneIsRefused() {
    for (String id : List.of("", "../x", ".x", "-x", "a/b", "x".repeat(101))) {
      assertRefused(PlatformReason.INVALID_ARGUMENT, () -> probe.track(id, "/tmp"));
    }
  }

  @Test
  void facts_areEventsWhenTheyChange() {
    var repository = probe.track("api");
    assertThat(facts("api").getDirty()).isFalse();
    repository.write("new", "x");
    assertThat(facts("api").getDirty()).isTrue();
    probe.lookAtAll();
    assertThat(kinds())
        .containsExactly("repository.tracked", "repository.observed", "repository.observed");
  }

  @Test
  void facts_ofWhatVanishedAreRefusedAndAnEvent() throws IOException {
    var repository = probe.track("api");
    Files.move(repository.path(), folder.resolve("away"));
    assertRefused(REPOSITORY_VANISHED, () -> facts("api"));
    probe.lookAtAll();
    Files.move(folder.resolve("away"), repository.path());
    probe.lookAtAll();
    assertThat(kinds())
        .containsExactly(
            "repository.tracked",
            "repository.observed",
            "repository.vanished",
            "repository.observed");
  }

  @Test
  void facts_ofAPathSwappedForALinkAreRefused() throws IOException {
    var repository = probe.track("api");
    var outside = GitRepository.withCommit(folder.resolve("outside"));
    Files.move(repository.path(), folder.resolve("away"));
    Files.createSymbolicLink(repository.path(), outside.path());
    assertRefused(REPOSITORY_VANISHED, () -> facts("api"));
  }

  @Test
  void facts_needAGrantOnTheRepository() {
    probe.track("api");
    String token = probe.server().token("agent", "repo.read@repositories/other");
    assertRefused(
        PlatformReason.GRANT_MISSING,
        () ->
            probe
                .server()
                .with(token, RepositoryProbeServiceGrpc::newBlockingStub)
                .getRepositoryFacts(
                    GetRepositoryFactsRequest.newBuilder().setRepositoryId("api").build()));
  }

  @Test
  void untrack_endsIt() {
    probe.track("api");
    for (int i = 0; i < 2; i++) {
      probe
          .repositories()
          .untrackRepository(UntrackRepositoryRequest.newBuilder().setRepositoryId("api").build());
    }
    assertRefused(REPOSITORY_NOT_TRACKED, () -> facts("api"));
  }

  @Test
  void find_findsFoldersWithGitAndFollowsNoLinks() throws IOException {
    GitRepository.init(probe.root().resolve("b"));
    GitRepository.init(probe.root().resolve("a/deep/down"));
    GitRepository.init(folder.resolve("outside"));
    Files.createSymbolicLink(probe.root().resolve("link"), folder.resolve("outside"));
    var found = probe.repositories().findRepositories(FindRepositoriesRequest.getDefaultInstance());
    assertThat(found.getPathsList())
        .containsExactly(
            probe.root().resolve("a/deep/down").toString(), probe.root().resolve("b").toString());
    assertThat(found.getTruncated()).isFalse();
  }

  @Test
  void find_saysWhenThereWasMore() {
    GitRepository.init(probe.root().resolve("a"));
    GitRepository.init(probe.root().resolve("b"));
    var roots = new Roots(List.of(probe.root()), folder.resolve("home"));
    var found = new RepositoryFinder(roots, () -> 0, 1).find();
    assertThat(found.paths()).hasSize(1);
    assertThat(found.truncated()).isTrue();
  }
}
