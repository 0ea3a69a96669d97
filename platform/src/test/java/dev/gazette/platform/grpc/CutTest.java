package dev.gazette.platform.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.error.PlatformReason;
import io.grpc.InternalMetadata;
import io.grpc.Metadata;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CutTest {

  private static final int CLIENTS_LIMIT = 8_192;
  private static final int HTTP2_OVERHEAD = 32;

  @Test
  void text_thatFits_isAsItWas() {
    assertThat(Cut.to(5, "abcde")).isEqualTo("abcde");
    assertThat(Cut.to(6, "é")).isEqualTo("é");
    assertThat(Cut.to(0, "")).isEmpty();
  }

  @Test
  void text_thatIsTooLong_keepsItsBeginningAndItsEnd() {
    assertThat(Cut.to(21, "Cannot " + "x".repeat(100) + "; stop")).isEqualTo("Cannot x…stop");
    assertThat(Cut.to(9, "0123456789")).isEqualTo("…");
    assertThat(Cut.to(1, "0123456789")).isEqualTo("…");
    assertThat(Cut.to(60, "😀".repeat(100))).isEqualTo("😀😀…😀");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%", "é", "漢", "😀", "\n"})
  void refusalThatRepeatsLongInput_fitsIntoTheHeadersThatAClientTakes(String input) {
    String value = input.repeat(100_000);
    var refusal =
        PlatformReason.INVALID_ARGUMENT
            .because("'%s' is no name; give another.", value)
            .with("name", value)
            .with("other", value);
    var trailers = new Metadata();
    var status = CallErrors.render(refusal, trailers);
    assertThat(status.getDescription()).startsWith("'" + input).endsWith("; give another.");
    assertThat(size(trailers) + Cut.length(String.valueOf(status.getDescription())))
        .isLessThan(CLIENTS_LIMIT - 8 * HTTP2_OVERHEAD);
  }

  private static int size(Metadata trailers) {
    int size = 0;
    for (byte[] part : InternalMetadata.serialize(trailers)) {
      size += Base64.getEncoder().encode(part).length;
    }
    return size;
  }
}
