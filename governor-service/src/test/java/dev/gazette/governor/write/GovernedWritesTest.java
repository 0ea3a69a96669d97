package dev.gazette.governor.write;

import static dev.gazette.governor.error.GovernorReason.ENV_NOT_IGNORED;
import static dev.gazette.governor.error.GovernorReason.ENV_TRACKED_BY_GIT;
import static dev.gazette.governor.error.GovernorReason.FILE_CHANGED;
import static dev.gazette.governor.error.GovernorReason.NOTHING_TO_UNDO;
import static dev.gazette.governor.error.GovernorReason.PATH_REFUSED;
import static dev.gazette.governor.error.GovernorReason.PROBE_UNAVAILABLE;
import static dev.gazette.governor.error.GovernorReason.REPOSITORY_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static dev.gazette.proto.governor.v1.WriteState.WRITE_STATE_PLANNED;
import static dev.gazette.proto.governor.v1.WriteState.WRITE_STATE_UNCHANGED;
import static dev.gazette.proto.governor.v1.WriteState.WRITE_STATE_UNDONE;
import static dev.gazette.proto.governor.v1.WriteState.WRITE_STATE_WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.governor.House;
import dev.gazette.platform.error.ForeignReason;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.testkit.DiskSnapshot;
import dev.gazette.platform.testkit.GitRepository;
import dev.gazette.proto.governor.v1.ApplyEnvTemplateRequest;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.governor.v1.ListWritesRequest;
import dev.gazette.proto.governor.v1.MergeGitignoreRequest;
import dev.gazette.proto.governor.v1.UndoWriteRequest;
import io.grpc.Status.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Governed writes from the call to the disk: both services, real sockets, real repositories.
final class GovernedWritesTest {

  private static final String SECRET = "hunter2-secret";

  @TempDir Path folder;
  private House house;
  private GitRepository repository;

  @BeforeEach
  void start() throws IOException {
    house = new House(folder);
    repository = house.register("api");
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private GovernedWrite undo(String path) {
    return house
        .files()
        .undoWrite(
            UndoWriteRequest.newBuilder().setRepositoryId("api").setRelativePath(path).build());
  }

  private List<GovernedWrite> writes() {
    return house
        .files()
        .listWrites(ListWritesRequest.newBuilder().setRepositoryId("api").build())
        .getWritesList();
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(repository.file(name)));
  }

  @Test
  void set_makesTheFileForItsOwnerAndIgnoresItFirst() throws IOException {
    var write = house.set("TOKEN", SECRET);
    assertThat(repository.read(".env")).isEqualTo("TOKEN=" + SECRET + "\n");
    assertThat(mode(".env")).isEqualTo("rw-------");
    assertThat(repository.read(".gitignore")).isEqualTo(".env\n");
    assertThat(repository.git("status", "--porcelain")).isEqualTo("?? .gitignore");
    assertThat(write.getState()).isEqualTo(WRITE_STATE_WRITTEN);
    assertThat(write.getSummary()).isEqualTo("set TOKEN");
    assertThat(write.getDiff()).contains("+TOKEN=****");
    assertThat(write.getPrecededBy().getRelativePath()).isEqualTo(".gitignore");
    assertThat(write.getPrecededBy().getState()).isEqualTo(WRITE_STATE_WRITTEN);
  }

  @Test
  void set_keepsEverythingElse() throws IOException {
    repository.write(".gitignore", ".env");
    Path env = repository.write(".env", "# head\r\nexport A='1' # why\r\nB=2");
    Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-r-----"));
    house.set("A", "x y");
    house.set("C", "3");
    assertThat(repository.read(".env")).isEqualTo("# head\r\nexport A='x y' # why\r\nB=2\r\nC=3");
    assertThat(repository.read(".gitignore")).isEqualTo(".env");
    assertThat(mode(".env")).isEqualTo("rw-r-----");
  }

  @Test
  void set_tellsNoValueAnywhere() throws IOException {
    house.set("TOKEN", SECRET);
    house.set("TOKEN", SECRET + "2");
    undo(".env");
    assertThat(writes().toString()).doesNotContain(SECRET);
    assertThat(house.events().toString()).doesNotContain(SECRET);
    assertThat(house.probeEvents().toString()).doesNotContain(SECRET);
    assertThat(house.homeHolds(SECRET)).isFalse();
  }

  @Test
  void set_theSameValueChangesNothing() {
    house.set("A", "1");
    var before = DiskSnapshot.of(repository.path());
    assertThat(house.set("A", "1").getState()).isEqualTo(WRITE_STATE_UNCHANGED);
    assertThat(DiskSnapshot.of(repository.path())).isEqualTo(before);
  }

  @Test
  void set_asADryRunWritesNothing() {
    var before = DiskSnapshot.of(folder.resolve("repositories"));
    var write = house.set("TOKEN", SECRET, request -> request.setDryRun(true));
    assertThat(write.getState()).isEqualTo(WRITE_STATE_PLANNED);
    assertThat(write.getId()).isEmpty();
    assertThat(write.getDiff()).contains("+TOKEN=****").doesNotContain(SECRET);
    assertThat(write.getPrecededBy().getState()).isEqualTo(WRITE_STATE_PLANNED);
    assertThat(DiskSnapshot.of(folder.resolve("repositories"))).isEqualTo(before);
    assertThat(writes()).isEmpty();
  }

  @Test
  void set_inAFileThatGitTracksIsRefusedWithTheFix() {
    repository.write(".env", "A=1\n");
    repository.git("add", "--force", ".env");
    assertThat(assertRefused(ENV_TRACKED_BY_GIT, () -> house.set("A", "2")))
        .contains("git rm --cached .env");
    assertThat(repository.read(".env")).isEqualTo("A=1\n");
  }

  @Test
  void set_withTheSameRequestIdIsDoneOnce() {
    var first = house.set("A", "1", request -> request.setRequestId("r1"));
    house.set("A", "2");
    var again = house.set("A", "1", request -> request.setRequestId("r1"));
    assertThat(again).isEqualTo(first);
    assertThat(repository.read(".env")).isEqualTo("A=2\n");
    assertRefused(
        dev.gazette.platform.error.PlatformReason.REQUEST_ID_REUSED,
        () -> house.set("A", "3", request -> request.setRequestId("r1")));
  }

  @Test
  void set_passesOnWhatTheProbeRefuses() throws IOException {
    var outside = Files.writeString(folder.resolve("outside"), "A=1\n");
    repository.write(".gitignore", ".env\n");
    Files.createSymbolicLink(repository.file(".env"), outside);
    var refused = new ForeignReason("FILE_REFUSED", Code.FAILED_PRECONDITION);
    assertThat(assertRefused(refused, () -> house.set("A", "2"))).contains("link");
    assertThat(outside).hasContent("A=1");
    Files.delete(repository.file(".env"));
    repository.pipe(".env");
    assertRefused(refused, () -> house.set("A", "2"));
  }

  @Test
  void set_ofWhatIsNoKeyOrValueIsRefused() {
    for (String key : List.of("", "1A", "A-B", "A B", "A=B", "é", "A".repeat(201))) {
      assertRefused(INVALID_ARGUMENT, () -> house.set(key, "1"));
    }
    assertRefused(INVALID_ARGUMENT, () -> house.set("A", "a\0b"));
    assertRefused(INVALID_ARGUMENT, () -> house.set("A", "x".repeat(64 * 1_024 + 1)));
    assertRefused(
        REPOSITORY_NOT_FOUND, () -> house.set("A", "1", request -> request.setRepositoryId("no")));
    assertRefused(
        INVALID_ARGUMENT, () -> house.set("A", "1", request -> request.setRepositoryId("../x")));
  }

  @Test
  void set_byFiftyAtOnceLosesNone() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<GovernedWrite>> calls =
          IntStream.range(0, 50)
              .<Callable<GovernedWrite>>mapToObj(i -> () -> house.set("KEY_" + i, "v" + i))
              .toList();
      for (var call : callers.invokeAll(calls)) {
        assertThat(call.get().getState()).isEqualTo(WRITE_STATE_WRITTEN);
      }
    }
    assertThat(repository.read(".env").lines())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 50).mapToObj(i -> "KEY_" + i + "=v" + i).toList());
  }

  @Test
  void set_whileTheProbeIsDownSaysSoAndRecordsNothing() {
    house.stopProbe();
    assertThat(assertRefused(PROBE_UNAVAILABLE, () -> house.set("A", "1"))).contains("start it");
    house.startProbe();
    assertThat(repository.file(".env")).doesNotExist();
    assertThat(writes()).isEmpty();
  }

  @Test
  void template_addsWhatIsMissing() {
    repository.write(".env", "A=9\n");
    var request =
        ApplyEnvTemplateRequest.newBuilder()
            .setRepositoryId("api")
            .setTemplate("# Where\nA=1\n\n# Which\nB=2\n");
    assertThat(house.files().applyEnvTemplate(request.build()).getSummary()).isEqualTo("add B");
    assertThat(repository.read(".env")).isEqualTo("A=9\n\n# Which\nB=2\n");
    assertThat(house.files().applyEnvTemplate(request.build()).getState())
        .isEqualTo(WRITE_STATE_UNCHANGED);
    assertRefused(
        INVALID_ARGUMENT,
        () -> house.files().applyEnvTemplate(request.setTemplate("A=1\nnonsense\n").build()));
    assertRefused(
        INVALID_ARGUMENT, () -> house.files().applyEnvTemplate(request.setTemplate("").build()));
  }

  @Test
  void gitignore_addsWhatIsMissing() throws IOException {
    var request =
        MergeGitignoreRequest.newBuilder()
            .setRepositoryId("api")
            .addAllLines(List.of("# ours", "target/"));
    var write = house.files().mergeGitignore(request.build());
    assertThat(write.getDiff()).contains("+# ours\n+target/\n");
    assertThat(repository.read(".gitignore")).isEqualTo("# ours\ntarget/\n");
    assertThat(mode(".gitignore")).isEqualTo("rw-r--r--");
    assertThat(house.files().mergeGitignore(request.build()).getState())
        .isEqualTo(WRITE_STATE_UNCHANGED);
    assertRefused(
        INVALID_ARGUMENT,
        () -> house.files().mergeGitignore(request.clearLines().addLines("a\nb").build()));
  }

  private GovernedWrite merge(String... lines) {
    return house
        .files()
        .mergeGitignore(
            MergeGitignoreRequest.newBuilder()
                .setRepositoryId("api")
                .addAllLines(List.of(lines))
                .build());
  }

  @Test
  void gitignore_undoneWhileTheEnvIsThere_isRefused_soThatNoSecretIsCommitted() {
    house.set("TOKEN", SECRET);
    assertThat(assertRefused(ENV_NOT_IGNORED, () -> undo(".gitignore")))
        .contains("undo wr_", "gazette env undo api");
    assertThat(repository.read(".gitignore")).isEqualTo(".env\n");
    undo(".env");
    undo(".gitignore");
    assertThat(repository.file(".gitignore")).doesNotExist();
  }

  @Test
  void gitignore_thatTakesTheEnvBackIn_isRefused() {
    merge("!.env");
    assertThat(repository.read(".gitignore")).as("no .env yet").isEqualTo("!.env\n");
    house.set("TOKEN", SECRET);
    assertRefused(ENV_NOT_IGNORED, () -> merge("!/.env"));
    assertRefused(ENV_NOT_IGNORED, () -> merge("target/", "!.en*"));
    assertThat(merge("target/", "!.environment").getState()).isEqualTo(WRITE_STATE_WRITTEN);
    assertThat(repository.git("status", "--porcelain")).doesNotContain(".env");
  }

  @Test
  void undo_keepsTheModeThatTheFileWasGivenSince_andNeverWidensIt() throws IOException {
    repository.write(".gitignore", ".env\n");
    Path env = repository.write(".env", "A=1\n");
    Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-r--r--"));
    house.set("A", "2");
    Files.setPosixFilePermissions(env, PosixFilePermissions.fromString("rw-------"));
    undo(".env");
    assertThat(repository.read(".env")).isEqualTo("A=1\n");
    assertThat(mode(".env")).isEqualTo("rw-------");
  }

  @Test
  void undo_putsBackAndUndoneAgainWrites() {
    repository.write(".gitignore", ".env\n");
    repository.write(".env", "A=1\n");
    house.set("A", "2");
    assertThat(undo(".env").getState()).isEqualTo(WRITE_STATE_WRITTEN);
    assertThat(repository.read(".env")).isEqualTo("A=1\n");
    undo(".env");
    assertThat(repository.read(".env")).isEqualTo("A=2\n");
    assertThat(writes().stream().map(GovernedWrite::getState))
        .containsExactly(WRITE_STATE_WRITTEN, WRITE_STATE_UNDONE, WRITE_STATE_UNDONE);
  }

  @Test
  void undo_removesWhatTheWriteMadeAndMakesItAgain() throws IOException {
    house.set("A", "1");
    undo(".env");
    assertThat(repository.file(".env")).doesNotExist();
    undo(".env");
    assertThat(repository.read(".env")).isEqualTo("A=1\n");
    assertThat(mode(".env")).isEqualTo("rw-------");
  }

  @Test
  void undo_ofWhatChangedSinceIsRefused() {
    house.set("A", "1");
    repository.write(".env", "A=1\nB=2\n");
    assertRefused(FILE_CHANGED, () -> undo(".env"));
    assertThat(repository.read(".env")).isEqualTo("A=1\nB=2\n");
  }

  @Test
  void undo_ofNothingIsRefused() {
    assertRefused(NOTHING_TO_UNDO, () -> undo(".env"));
    assertRefused(PATH_REFUSED, () -> undo("../.env"));
    assertRefused(PATH_REFUSED, () -> undo("/etc/passwd"));
    assertRefused(PATH_REFUSED, () -> undo("é".repeat(1_000_000)));
  }

  @Test
  void list_pagesNewestFirst() {
    house.set("A", "1");
    house.set("A", "2");
    var request = ListWritesRequest.newBuilder().setRepositoryId("api").setPageSize(2);
    var first = house.files().listWrites(request.build());
    assertThat(first.getWritesList())
        .extracting(GovernedWrite::getSummary)
        .containsExactly("set A", "set A");
    assertThat(first.getWrites(1).getPrecededBy().getSummary()).isEqualTo("ignore .env");
    var second = house.files().listWrites(request.setPageToken(first.getNextPageToken()).build());
    assertThat(second.getWritesList())
        .extracting(GovernedWrite::getSummary)
        .containsExactly("ignore .env");
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void write_isToldInOrder() {
    repository.write(".gitignore", ".env\n");
    house.set("A", "1");
    var told = house.events().stream().filter(event -> event.kind().startsWith("write.")).toList();
    assertThat(told).extracting(Event::kind).containsExactly("write.decided", "write.written");
    assertThat(told.getFirst().payload()).contains("\"state\":\"pending\"");
    assertThat(told.getLast().payload()).contains("\"state\":\"written\"");
  }
}
