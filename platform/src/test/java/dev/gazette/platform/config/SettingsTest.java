package dev.gazette.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.service.ServiceName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {

  @TempDir Path home;

  private Settings load(String... variables) {
    var environment = new HashMap<String, String>();
    environment.put("GAZETTE_HOME", home.toString());
    environment.put("PATH", "/bin");
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return Settings.load(environment);
  }

  @Test
  void load_withoutAnything_holdsTheDefaults() {
    var settings = load();
    assertThat(settings.get(PlatformSettings.PORT_OFFSET)).isZero();
    assertThat(settings.get(PlatformSettings.HOST)).isEqualTo("127.0.0.1");
    assertThat(settings.get(PlatformSettings.OFFLINE)).isFalse();
    assertThat(settings.peer(ServiceName.AUTH)).hasToString("127.0.0.1:50055");
    assertThat(settings.home().trust()).isEqualTo(home.resolve("trust"));
  }

  @Test
  void load_takesTheEnvironmentBeforeTheFile() throws Exception {
    Files.writeString(
        home.resolve("config.properties"), "gazette.port-offset=7\ngazette.offline-allow=été\n");
    var settings = load("GAZETTE_PORT_OFFSET", "100");
    assertThat(settings.get(PlatformSettings.PORT_OFFSET)).isEqualTo(100);
    assertThat(settings.get(PlatformSettings.OFFLINE_ALLOW)).containsExactly("été");
    assertThat(settings.peer(ServiceName.BOARD)).hasToString("127.0.0.1:50153");
  }

  @Test
  void load_ofAnUnknownVariable_namesTheRightOne() {
    assertThatThrownBy(() -> load("GAZETTE_PORT_OFSET", "1"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("Unknown setting GAZETTE_PORT_OFSET")
        .hasMessageContaining("did you mean GAZETTE_PORT_OFFSET?");
  }

  @Test
  void load_ofAnUnknownKey_namesTheRightOneAndTheFile() throws Exception {
    Files.writeString(home.resolve("config.properties"), "gazette.privat-network=true\n");
    assertThatThrownBy(this::load)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("config.properties")
        .hasMessageContaining("did you mean gazette.private-network?");
  }

  @Test
  void load_ofAServiceThatIsNotHere_isNotOurs() {
    load("GAZETTE_INFERENCE_OLLAMA_URL", "http://127.0.0.1:11434");
  }

  @Test
  void load_besideTheCommandsOwnVariables_passesOverThem() {
    load("GAZETTE_BOARD", "ops", "GAZETTE_EPOCH", "3", "GAZETTE_TOKEN_FILE", "/x");
    load("GAZETTE_SERVER", "localhost", "GAZETTE_TEST_OLLAMA", "http://127.0.0.1:1");
    load("GAZETTE_UID", "1000", "GAZETTE_GRPC_PORTS", "5105");
    assertThatThrownBy(() -> load("GAZETTE_BOARDS", "ops")).isInstanceOf(StartRefused.class);
  }

  @Test
  void load_ofAnImpossibleValue_saysWhatItMustBe() {
    assertThatThrownBy(() -> load("GAZETTE_PORT_OFFSET", "many"))
        .hasMessageContaining("GAZETTE_PORT_OFFSET")
        .hasMessageContaining("must be a whole number from 0 to 15000");
    assertThatThrownBy(() -> load("GAZETTE_PEERS_BOARD", "board"))
        .hasMessageContaining("host:port");
  }

  @Test
  void load_beyondLoopback_needsAPrivateNetwork() {
    assertThatThrownBy(() -> load("GAZETTE_HOST", "0.0.0.0"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("GAZETTE_PRIVATE_NETWORK=true");
    load("GAZETTE_HOST", "0.0.0.0", "GAZETTE_PRIVATE_NETWORK", "true");
  }

  @Test
  void load_ofOfflineMode_underBothNames() {
    assertThat(load("OFFLINE_MODE", "true").get(PlatformSettings.OFFLINE)).isTrue();
    assertThat(load("GAZETTE_OFFLINE", "true").get(PlatformSettings.OFFLINE)).isTrue();
  }

  @Test
  void toString_hidesSecrets() {
    String url = "jdbc:postgresql://db/gazette?password=hunter2";
    var settings = load("GAZETTE_BOARD_DATABASE_URL", url);
    assertThat(settings.get(PlatformSettings.databaseUrl(ServiceName.BOARD))).contains(url);
    assertThat(settings.toString())
        .contains("gazette.board.database-url=****")
        .doesNotContain("hunter2");
    assertThatThrownBy(() -> load("GAZETTE_BOARD_DATABASE_URL", "mysql:hunter2"))
        .hasMessageContaining("****")
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void span_readsWhatPeopleWrite() {
    var span =
        Setting.span("gazette.x", "90s", Duration.ofSeconds(1), Duration.ofHours(3), "A span.");
    assertThat(span.reading().read("1h30m")).isEqualTo(Duration.ofMinutes(90));
    assertThatThrownBy(() -> span.reading().read("4h")).hasMessageContaining("90s, 30m or 2h");
  }

  @Test
  void all_areDescribedInASentence() {
    assertThat(KnownSettings.load().all())
        .allSatisfy(setting -> assertThat(setting.meaning()).endsWith("."));
    assertThat(Settings.of(Map.of("gazette.log", "console")).get(PlatformSettings.LOG))
        .isEqualTo("console");
  }
}
