package dev.gazette.platform.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.config.HostPort;
import dev.gazette.platform.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EgressTest {

  private static final HostPort FAR = new HostPort("models.example", 443);

  @Test
  void refusal_online_isNone() {
    assertThat(new Egress(Settings.of(Map.of())).refusal(FAR)).isEmpty();
  }

  @Test
  void refusal_offline_sparesLoopbackAndTheAllowList() {
    var egress =
        new Egress(
            Settings.of(
                Map.of("gazette.offline", "true", "gazette.offline-allow", "gpu.local, nas:9000")));
    assertThat(egress.refusal(FAR))
        .hasValueSatisfying(sentence ->
            assertThat(sentence).contains("models.example:443", "GAZETTE_OFFLINE_ALLOW"));
    assertThat(egress.refusal(new HostPort("127.0.0.1", 1))).isEmpty();
    assertThat(egress.refusal(new HostPort("::1", 1))).isEmpty();
    assertThat(egress.refusal(new HostPort("gpu.local", 1))).isEmpty();
    assertThat(egress.refusal(new HostPort("nas", 9000))).isEmpty();
    assertThat(egress.refusal(new HostPort("nas", 9001))).isPresent();
    assertThat(egress.refusal(new HostPort("127.0.0.1.example", 1))).isPresent();
  }
}
