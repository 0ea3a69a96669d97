package dev.gazette.governor.repository;

import static dev.gazette.governor.error.GovernorReason.PROBE_UNAVAILABLE;
import static dev.gazette.governor.error.GovernorReason.REPOSITORY_EXISTS;
import static dev.gazette.governor.error.GovernorReason.REPOSITORY_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.ETAG_STALE;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import dev.gazette.governor.House;
import dev.gazette.governor.error.GovernorReason;
import dev.gazette.platform.testkit.DiskSnapshot;
import dev.gazette.platform.testkit.GitRepository;
import dev.gazette.proto.governor.v1.DiscoverRepositoriesRequest;
import dev.gazette.proto.governor.v1.GetRepositoryRequest;
import dev.gazette.proto.governor.v1.ListRepositoriesRequest;
import dev.gazette.proto.governor.v1.RegisterRepositoryRequest;
import dev.gazette.proto.governor.v1.RemoveRepositoryRequest;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.governor.v1.UpdateRepositoryRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepositoryGrpcServiceTest {

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void start() throws IOException {
    house = new House(folder);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private Repository get(String id) {
    return house
        .repositories()
        .getRepository(GetRepositoryRequest.newBuilder().setRepositoryId(id).build());
  }

  private List<String> ids() {
    return house
        .repositories()
        .listRepositories(ListRepositoriesRequest.getDefaultInstance())
        .getRepositoriesList()
        .stream()
        .map(Repository::getId)
        .toList();
  }

  @Test
  void register_entersThePathAsTheProbeFoundIt() throws IOException {
    var repository = GitRepository.withCommit(house.root().resolve("real"));
    Path link = Files.createSymbolicLink(house.root().resolve("link"), repository.path());
    var before = DiskSnapshot.of(house.root());
    var entry =
        house
            .repositories()
            .registerRepository(
                RegisterRepositoryRequest.newBuilder()
                    .setRepository(
                        Repository.newBuilder()
                            .setPath(link + "/")
                            .setDescription("What for")
                            .addAllLabels(List.of("a", "b")))
                    .build());
    assertThat(entry.getId()).isEqualTo("link");
    assertThat(entry.getPath()).isEqualTo(repository.path().toString());
    assertThat(get("link")).isEqualTo(entry);
    assertThat(entry.getLabelsList()).containsExactly("a", "b");
    assertThat(DiskSnapshot.of(house.root())).isEqualTo(before);
    assertThat(house.events().stream().map(event -> event.kind()))
        .contains("repository.registered");
  }

  @Test
  void register_againIsRefusedWhateverTheCase() {
    var repository = house.register("api");
    assertRefused(REPOSITORY_EXISTS, () -> house.register("api", repository.path().toString()));
    assertRefused(REPOSITORY_EXISTS, () -> house.register("API", repository.path().toString()));
    assertThat(
            assertRefused(
                REPOSITORY_EXISTS, () -> house.register("other", repository.path().toString())))
        .contains("api");
    assertThat(ids()).containsExactly("api");
  }

  @Test
  void register_withTheSameRequestIdAnswersTheSame() {
    var repository = GitRepository.withCommit(house.root().resolve("api"));
    var request =
        RegisterRepositoryRequest.newBuilder()
            .setRepository(Repository.newBuilder().setPath(repository.path().toString()))
            .setRequestId("r1")
            .build();
    var first = house.repositories().registerRepository(request);
    assertThat(house.repositories().registerRepository(request)).isEqualTo(first);
  }

  @Test
  void register_ofWhatTheProbeRefusesLeavesTheIdFree() throws IOException {
    var outside = GitRepository.withCommit(folder.resolve("outside"));
    Path plain = Files.createDirectory(house.root().resolve("plain"));
    for (String path :
        List.of(
            outside.path().toString(),
            plain.toString(),
            "relative",
            "/a/../b",
            "/" + "x".repeat(4_000),
            "/" + "é".repeat(4_000),
            "漢".repeat(4_000))) {
      assertRefused(GovernorReason.PATH_REFUSED, () -> house.register("api", path));
    }
    house.register("api");
    assertThat(ids()).containsExactly("api");
  }

  @Test
  void register_ofBadInputIsRefused() {
    String path = GitRepository.withCommit(house.root().resolve("bad name")).path().toString();
    for (String id : List.of("", "../x", ".x", "a b", "x".repeat(101))) {
      assertRefused(INVALID_ARGUMENT, () -> house.register(id, path));
    }
    assertRefused(INVALID_ARGUMENT, () -> house.register("x", ""));
    assertRefused(INVALID_ARGUMENT, () -> house.register("x", "/a\0b"));
    assertThat(house.register("good", path).getPath()).isEqualTo(path);
  }

  @Test
  void register_whileTheProbeIsDownRecordsNothing() {
    var repository = GitRepository.withCommit(house.root().resolve("api"));
    house.stopProbe();
    assertRefused(PROBE_UNAVAILABLE, () -> house.register("api", repository.path().toString()));
    assertThat(ids()).isEmpty();
    assertThat(house.events()).isEmpty();
    house.startProbe();
    house.register("api", repository.path().toString());
    assertThat(ids()).containsExactly("api");
  }

  @Test
  void list_showsWhatTheCallerMayRead() {
    house.register("api");
    house.register("web");
    assertThat(ids()).containsExactly("api", "web");
    var shown =
        house.repositoriesOfAgent().listRepositories(ListRepositoriesRequest.getDefaultInstance());
    assertThat(shown.getRepositoriesList()).extracting(Repository::getId).containsExactly("api");
    assertRefused(
        GRANT_MISSING,
        () ->
            house
                .repositoriesOfAgent()
                .getRepository(GetRepositoryRequest.newBuilder().setRepositoryId("web").build()));
  }

  @Test
  void list_pages() {
    house.register("a");
    house.register("b");
    house.register("c");
    var request = ListRepositoriesRequest.newBuilder().setPageSize(2);
    var first = house.repositories().listRepositories(request.build());
    assertThat(first.getRepositoriesList()).extracting(Repository::getId).containsExactly("a", "b");
    var second =
        house
            .repositories()
            .listRepositories(request.setPageToken(first.getNextPageToken()).build());
    assertThat(second.getRepositoriesList()).extracting(Repository::getId).containsExactly("c");
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void update_changesWhatTheMaskNames() {
    house.register("api");
    var entry = get("api");
    var request =
        UpdateRepositoryRequest.newBuilder()
            .setRepository(entry.toBuilder().setDescription("New").addLabels("ignored"))
            .setUpdateMask(FieldMask.newBuilder().addPaths("description"));
    var changed = house.repositories().updateRepository(request.build());
    assertThat(changed.getDescription()).isEqualTo("New");
    assertThat(changed.getLabelsList()).isEmpty();
    assertThat(changed.getEtag()).isNotEqualTo(entry.getEtag());
    assertRefused(ETAG_STALE, () -> house.repositories().updateRepository(request.build()));
    assertRefused(
        INVALID_ARGUMENT,
        () ->
            house
                .repositories()
                .updateRepository(
                    request.setUpdateMask(FieldMask.newBuilder().addPaths("path")).build()));
  }

  @Test
  void remove_leavesTheFilesAndFreesTheId() {
    var repository = house.register("api");
    house.set("A", "1");
    var before = DiskSnapshot.of(repository.path());
    house
        .repositories()
        .removeRepository(RemoveRepositoryRequest.newBuilder().setRepositoryId("api").build());
    assertRefused(REPOSITORY_NOT_FOUND, () -> get("api"));
    assertRefused(
        REPOSITORY_NOT_FOUND,
        () ->
            house
                .repositories()
                .removeRepository(
                    RemoveRepositoryRequest.newBuilder().setRepositoryId("api").build()));
    assertThat(DiskSnapshot.of(repository.path())).isEqualTo(before);
    house.register("api", repository.path().toString());
    house.set("A", "2");
    assertThat(repository.read(".env")).isEqualTo("A=2\n");
  }

  @Test
  void discover_findsWhatIsRegisteredAndWhatIsNot() {
    house.register("api");
    GitRepository.init(house.root().resolve("other"));
    var found =
        house.repositories().discoverRepositories(DiscoverRepositoriesRequest.getDefaultInstance());
    assertThat(found.getRepositoriesList())
        .extracting(repository -> repository.getRepositoryId())
        .containsExactly("api", "");
    assertThat(ids()).containsExactly("api");
  }
}
