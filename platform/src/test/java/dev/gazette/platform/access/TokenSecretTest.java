package dev.gazette.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.error.PlatformReason;
import dev.gazette.platform.error.Refusal;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenSecretTest {

  private final TokenSecret secret = TokenSecret.generate(new Random(1));

  private static void assertMalformed(String presented) {
    assertThatThrownBy(() -> TokenSecret.parse(presented))
        .as(presented)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(PlatformReason.TOKEN_INVALID))
        .message()
        .doesNotContain(presented.length() > 12 ? presented : "gzt_x");
  }

  @Test
  void parse_whatWasGenerated_isTheSame() {
    assertThat(TokenSecret.parse(secret.text())).isEqualTo(secret);
    assertThat(secret.text()).hasSize(53).startsWith("gzt_");
    assertThat(secret.hint()).hasSize(8).isEqualTo(secret.text().substring(0, 8));
  }

  @Test
  void parse_anyOneCharacterFlipped_isMalformed() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int at = 4; at < secret.text().length(); at++) {
      for (int letter = 0; letter < alphabet.length(); letter++) {
        var flipped = new StringBuilder(secret.text());
        flipped.setCharAt(at, alphabet.charAt(letter));
        if (!flipped.toString().equals(secret.text())) {
          assertMalformed(flipped.toString());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gzt_", "gzt_short", "Bearer gzt_", "gzt_\0"})
  void parse_anotherShape_isMalformed(String presented) {
    assertMalformed(presented);
  }

  @Test
  void parse_cutOrLonger_isMalformed() {
    assertMalformed(secret.text().substring(0, 52));
    assertMalformed(secret.text() + "A");
    assertMalformed(secret.text() + "\n");
    assertMalformed(secret.text().toUpperCase(Locale.ROOT));
  }

  @Test
  void toString_showsNothingOfIt() {
    assertThat("%s".formatted(secret)).isEqualTo("****");
  }
}
