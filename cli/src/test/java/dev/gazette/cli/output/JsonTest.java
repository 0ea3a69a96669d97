package dev.gazette.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.gazette.cli.error.Failure;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.Lease;
import dev.gazette.proto.common.v1.Limits;
import dev.gazette.proto.probe.v1.ManagedFile;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonTest {

  @Test
  void of_message_writesEveryField() {
    var lease =
        Lease.newBuilder()
            .setEpoch(9_007_199_254_740_993L)
            .setWorker("a\"b")
            .setDuration(Duration.newBuilder().setSeconds(1).setNanos(500_000_000))
            .build();
    assertThat(Json.of(lease))
        .isEqualTo(
            "{\"epoch\":9007199254740993,\"worker\":\"a\\\"b\",\"actor\":\"\",\"expire_time\":null,"
                + "\"duration\":1.5}");
  }

  @Test
  void of_optionalNumber_isNullWhenAbsent() {
    assertThat(Json.of(Limits.newBuilder().setPerMinute(0).build()))
        .isEqualTo("{\"per_minute\":0,\"per_day\":null}");
  }

  @Test
  void of_bytes_isBase64() {
    var file =
        ManagedFile.newBuilder()
            .setContent(com.google.protobuf.ByteString.copyFrom(new byte[] {1, 2, (byte) 255}))
            .build();
    assertThat(Json.of(file)).contains("\"content\":\"AQL/\"", "\"exists\":false", "\"mode\":0");
  }

  @Test
  void of_text_cannotDriveATerminal() {
    assertThat(Json.of("\u001b\u0000\u009b\u2028\ud800é"))
        .isEqualTo("\"\\u001b\\u0000\\u009b\\u2028\\ud800é\"");
  }

  @Test
  void of_time_isUtc() {
    assertThat(Json.of(Timestamp.newBuilder().setSeconds(0).setNanos(1_000_000).build()))
        .isEqualTo("\"1970-01-01T00:00:00.001Z\"");
  }

  @Test
  void of_enum_isAShortWord() {
    assertThat(Json.of(CardState.CARD_STATE_READY.getValueDescriptor())).isEqualTo("\"ready\"");
    assertThat(Words.all(CardState.getDescriptor())).startsWith("triage").endsWith("archived");
  }

  @Test
  void reader_readsWhatIsWritten() {
    var object = JsonReader.object(" {\"a\": [1, -2.5e3, true, null, \"\\u00e9\\n\"], \"b\": {}} ");
    assertThat(object.get("a"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly(BigDecimal.ONE, new BigDecimal("-2.5e3"), true, null, "é\n");
  }

  @Test
  void reader_refusesWhatIsNoObject() {
    for (String wrong :
        List.of(
            "",
            "[]",
            "{",
            "{\"a\"}",
            "{\"a\":01}",
            "{\"a\":1,}",
            "{\"a\":1}x",
            "{\"a\":1,\"a\":2}",
            "{\"a\":\"\u0001\"}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12",
            "{\"a\":NaN}",
            "{a:1}",
            "{\"a\":" + "[".repeat(40))) {
      assertThatThrownBy(() -> JsonReader.object(wrong)).as(wrong).isInstanceOf(Failure.class);
    }
  }
}
