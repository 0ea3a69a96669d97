package dev.gazette.probe.file;

import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static dev.gazette.probe.error.ProbeReason.FILE_CHANGED;
import static dev.gazette.probe.error.ProbeReason.FILE_REFUSED;
import static dev.gazette.probe.error.ProbeReason.ORDER_REFUSED;
import static dev.gazette.probe.error.ProbeReason.PATH_REFUSED;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_NOT_TRACKED;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_VANISHED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.gazette.platform.error.PlatformReason;
import dev.gazette.platform.testkit.DiskSnapshot;
import dev.gazette.platform.testkit.GitRepository;
import dev.gazette.probe.ProbeTestServer;
import dev.gazette.proto.probe.v1.ManagedFileProbeServiceGrpc;
import dev.gazette.proto.probe.v1.ReadManagedFileRequest;
import dev.gazette.proto.probe.v1.WriteOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManagedFileProbeGrpcServiceTest {

  @TempDir Path folder;
  private ProbeTestServer probe;
  private GitRepository repository;

  @BeforeEach
  void start() throws IOException {
    probe = new ProbeTestServer(folder);
    repository = probe.track("api");
  }

  @AfterEach
  void stop() {
    probe.close();
  }

  private static String hash(String text) {
    return Hashes.sha256(text.getBytes(UTF_8));
  }

  private WriteOrder.Builder order(String before, String after) {
    return probe
        .order("api", ".env")
        .setHashBefore(before.isEmpty() ? "" : hash(before))
        .setHashAfter(after.isEmpty() ? "" : hash(after));
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(repository.file(name)));
  }

  @Test
  void read_ofNoFileIsAnAnswer() {
    var file = probe.read("api", ".env");
    assertThat(file.getExists()).isFalse();
    assertThat(file.getHash()).isEmpty();
    assertThat(file.getMode()).isZero();
  }

  @Test
  void read_tellsBytesHashModeAndWhatGitThinks() throws IOException {
    Files.setPosixFilePermissions(
        repository.write(".env", "A=é\r\n"), PosixFilePermissions.fromString("rw-r-----"));
    repository.write(".gitignore", ".env\n");
    var file = probe.read("api", ".env");
    assertThat(file.getContent().toStringUtf8()).isEqualTo("A=é\r\n");
    assertThat(file.getHash()).isEqualTo(hash("A=é\r\n"));
    assertThat(file.getMode()).isEqualTo(0640);
    assertThat(file.getIgnored()).isTrue();
    assertThat(file.getTracked()).isFalse();
    repository.git("add", "--force", ".env");
    assertThat(probe.read("api", ".env").getTracked()).isTrue();
  }

  @Test
  void read_ofAnyOtherPathIsRefused() {
    for (String path :
        new String[] {"../.env", "/etc/passwd", "sub/.env", "", ".git/config", ".env\0"}) {
      assertRefused(PATH_REFUSED, () -> probe.read("api", path));
    }
  }

  @Test
  void read_ofWhatIsNoTextFileIsRefused() throws IOException {
    Path env = repository.file(".env");
    Files.createSymbolicLink(env, Path.of("/etc/passwd"));
    assertThat(assertRefused(FILE_REFUSED, () -> probe.read("api", ".env"))).contains("link");
    Files.delete(env);
    Files.createDirectory(env);
    assertThat(assertRefused(FILE_REFUSED, () -> probe.read("api", ".env"))).contains("folder");
    Files.delete(env);
    repository.pipe(".env");
    assertThat(assertRefused(FILE_REFUSED, () -> probe.read("api", ".env"))).contains("pipe");
    Files.delete(env);
    Files.write(env, new byte[] {'A', '=', (byte) 0xff});
    assertThat(assertRefused(FILE_REFUSED, () -> probe.read("api", ".env"))).contains("UTF-8");
    Files.write(env, new byte[] {'A', '=', 0});
    assertThat(assertRefused(FILE_REFUSED, () -> probe.read("api", ".env"))).contains("NUL");
    Files.write(env, new byte[(1 << 20) + 1]);
    assertThat(assertRefused(FILE_REFUSED, () -> probe.read("api", ".env"))).contains("1,048,576");
  }

  @Test
  void read_ofUnknownAndVanishedRepositories() throws IOException {
    assertRefused(REPOSITORY_NOT_TRACKED, () -> probe.read("none", ".env"));
    Files.move(repository.path(), folder.resolve("away"));
    assertRefused(REPOSITORY_VANISHED, () -> probe.read("api", ".env"));
    Files.createDirectory(repository.path());
    assertRefused(REPOSITORY_VANISHED, () -> probe.read("api", ".env"));
  }

  @Test
  void read_isForServicesOnly() {
    assertRefused(
        PlatformReason.SERVICES_ONLY,
        () ->
            probe
                .server()
                .asOwner(ManagedFileProbeServiceGrpc::newBlockingStub)
                .readManagedFile(ReadManagedFileRequest.getDefaultInstance()));
  }

  @Test
  void write_makesAFileWithItsMode() throws IOException {
    var file = probe.files().writeManagedFile(probe.signed(order("", "A=1\n"), "A=1\n"));
    assertThat(repository.read(".env")).isEqualTo("A=1\n");
    assertThat(mode(".env")).isEqualTo("rw-------");
    assertThat(file.getHash()).isEqualTo(hash("A=1\n"));
    assertThat(file.getContent()).isEqualTo(ByteString.EMPTY);
    assertThat(repository.path()).isDirectoryNotContaining("glob:**draft");
  }

  @Test
  void write_setsModesBeyondTheMask() throws IOException {
    repository.write(".env", "A=1\n");
    probe.files().writeManagedFile(probe.signed(order("A=1\n", "A=2\n").setMode(0666), "A=2\n"));
    assertThat(mode(".env")).isEqualTo("rw-rw-rw-");
  }

  @Test
  void write_removesAFile() {
    repository.write(".env", "A=1\n");
    var file = probe.files().writeManagedFile(probe.signed(order("A=1\n", ""), ""));
    assertThat(file.getExists()).isFalse();
    assertThat(repository.file(".env")).doesNotExist();
  }

  @Test
  void write_onADiskThatDiffersIsRefused() {
    repository.write(".env", "A=9\n");
    assertRefused(
        FILE_CHANGED,
        () -> probe.files().writeManagedFile(probe.signed(order("A=1\n", "A=2\n"), "A=2\n")));
    assertRefused(
        FILE_CHANGED,
        () -> probe.files().writeManagedFile(probe.signed(order("", "A=2\n"), "A=2\n")));
    assertThat(repository.read(".env")).isEqualTo("A=9\n");
  }

  @Test
  void write_againOfWhatIsOnDiskChangesNothing() {
    var request = probe.signed(order("", "A=1\n"), "A=1\n");
    probe.files().writeManagedFile(request);
    var before = DiskSnapshot.of(repository.path());
    assertThat(probe.files().writeManagedFile(request).getHash()).isEqualTo(hash("A=1\n"));
    assertThat(DiskSnapshot.of(repository.path())).isEqualTo(before);
  }

  @Test
  void write_ofAnOrderThatWasSeenIsRefused() throws IOException {
    var request = probe.signed(order("", "A=1\n"), "A=1\n");
    probe.files().writeManagedFile(request);
    Files.delete(repository.file(".env"));
    assertRefused(ORDER_REFUSED, () -> probe.files().writeManagedFile(request));
    var older = probe.signed(order("", "A=1\n").setNonce("1".repeat(32)), "A=1\n");
    assertThat(assertRefused(ORDER_REFUSED, () -> probe.files().writeManagedFile(older)))
        .contains("number 1");
    assertThat(repository.file(".env")).doesNotExist();
  }

  @Test
  void write_ofALapsedOrderIsRefused() {
    var request = probe.signed(order("", "A=1\n"), "A=1\n");
    probe.server().clock().advance(Duration.ofSeconds(31));
    assertRefused(ORDER_REFUSED, () -> probe.files().writeManagedFile(request));
  }

  @Test
  void write_ofAnOrderThatHoldsTooLongIsRefused() {
    var late =
        Timestamps.fromMillis(probe.server().clock().instant().plusSeconds(36).toEpochMilli());
    var request = probe.signed(order("", "A=1\n").setExpireTime(late), "A=1\n");
    assertThat(assertRefused(ORDER_REFUSED, () -> probe.files().writeManagedFile(request)))
        .contains("Compare the clocks");
  }

  @Test
  void write_ofAnythingButWhatTheGovernorSignedIsRefused() {
    var honest = probe.signed(order("", "A=1\n"), "A=1\n");
    var flipped = honest.getOrder().getPayload().toByteArray();
    flipped[flipped.length - 1] ^= 1;
    var requests =
        new Object[] {
          honest.toBuilder().setContent(ByteString.copyFromUtf8("A=2\n")).build(),
          honest.toBuilder()
              .setOrder(honest.getOrder().toBuilder().setPayload(ByteString.copyFrom(flipped)))
              .build(),
          honest.toBuilder().setOrder(honest.getOrder().toBuilder().setSigner("board")).build(),
          honest.toBuilder().clearOrder().build(),
          probe.signed(order("", "A=1\n").setMode(04755), "A=1\n"),
          probe.signed(order("", "A=1\n").setNonce("x"), "A=1\n"),
          probe.signed(order("", "A=1\n").setHashBefore("x"), "A=1\n"),
        };
    for (var request : requests) {
      assertRefused(
          ORDER_REFUSED,
          () ->
              probe
                  .files()
                  .writeManagedFile((dev.gazette.proto.probe.v1.WriteManagedFileRequest) request));
    }
    assertThat(repository.file(".env")).doesNotExist();
  }

  @Test
  void write_clearsWhatACrashLeft() {
    repository.write(".env.gazette-draft", "SECRET=1\n");
    probe.read("api", ".env");
    assertThat(repository.file(".env.gazette-draft")).doesNotExist();
  }

  @Test
  void write_ofAFolderThatMayNotBeWrittenSaysSo() throws Exception {
    // Root may write everywhere, so the draft's name is taken by a folder instead.
    Files.createDirectory(repository.file(".env.gazette-draft"));
    assertRefused(
        dev.gazette.probe.error.ProbeReason.FILE_NOT_WRITTEN,
        () -> probe.files().writeManagedFile(probe.signed(order("", "A=1\n"), "A=1\n")));
    assertThat(repository.file(".env")).doesNotExist();
  }
}
