package dev.gazette.platform.trust;

import static dev.gazette.platform.service.ServiceName.BOARD;
import static dev.gazette.platform.service.ServiceName.PROBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InitTrustTest {

  private static final int ANOTHER_USER = 10_001;

  @TempDir Path folder;
  private Home homes;
  private int user;

  /// Root gives to another user, as the job does; anybody else can only keep what is theirs.
  @BeforeEach
  void makeHomes() throws IOException {
    homes = new Home(folder.resolve("hömes"), folder.resolve("trust"));
    int self = owner(folder);
    user = self == 0 ? ANOTHER_USER : self;
  }

  private void prepare(ServiceName... services) {
    InitTrust.prepare(
        homes, List.of(services).stream().map(it -> it.id() + ":" + user + ":" + group()).toList());
  }

  private int group() {
    try {
      int self = (int) Files.getAttribute(folder, "unix:gid");
      return user == ANOTHER_USER ? ANOTHER_USER : self;
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private Home home(ServiceName service) {
    return new Home(homes.root().resolve(service.id()), homes.trust());
  }

  private static int owner(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void prepare_givesEachServiceItsHomeAndItsKeys() throws IOException {
    prepare(BOARD, PROBE);
    for (var service : List.of(BOARD, PROBE)) {
      var home = home(service);
      for (var path : List.of(home.root(), home.data(service), home.key(service), home.run())) {
        assertThat(owner(path)).as(path.toString()).isEqualTo(user);
      }
      var published = Files.getAttribute(home.publicKey(service), "unix:ino");
      var signed = new Trust(service, ServiceKeys.own(home, service), home);
      assertThat(signed.self()).isEqualTo(service);
      assertThat(Files.getAttribute(home.publicKey(service), "unix:ino"))
          .as("the start writes nothing to the trust folder")
          .isEqualTo(published);
    }
    assertThat(home(BOARD).key(PROBE)).doesNotExist();
  }

  @Test
  void prepare_again_keepsKeysAndGivesWhatCame() throws IOException {
    prepare(BOARD);
    var key = Files.readString(home(BOARD).key(BOARD));
    var published = Files.readString(home(BOARD).publicKey(BOARD));
    var database = Files.createFile(home(BOARD).database(BOARD));
    prepare(BOARD, PROBE);
    assertThat(home(BOARD).key(BOARD)).hasContent(key);
    assertThat(home(BOARD).publicKey(BOARD)).hasContent(published);
    assertThat(owner(database)).isEqualTo(user);
  }

  @Test
  void prepare_whereALinkLeadsOut_leavesWhatIsThere() throws IOException {
    var outside = Files.createFile(folder.resolve("outside"));
    int before = owner(outside);
    prepare(BOARD);
    var link = Files.createSymbolicLink(home(BOARD).root().resolve("link"), outside);
    Files.createSymbolicLink(home(BOARD).root().resolve("dangling"), folder.resolve("nothing"));
    prepare(BOARD);
    assertThat(owner(link)).isEqualTo(user);
    assertThat(owner(outside)).isEqualTo(before);
  }

  @Test
  void prepare_ofWhatIsNoOwner_saysWhatToWriteAndMakesNothing() {
    for (String nonsense : List.of("", "board", "board:1", "news:1:1", "board:-1:1", "board:x:1")) {
      assertThatThrownBy(() -> InitTrust.prepare(homes, List.of("board:1:1", nonsense)))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("service:uid:gid");
    }
    assertThat(homes.root()).doesNotExist();
  }
}
