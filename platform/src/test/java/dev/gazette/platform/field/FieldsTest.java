package dev.gazette.platform.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FieldsTest {

  private static final java.time.Duration SECOND = java.time.Duration.ofSeconds(1);
  private static final java.time.Duration DAY = java.time.Duration.ofDays(1);

  @Test
  void line_isTrimmedAndCountedInCodePoints() {
    assertThat(Fields.line("title", "  grün 🌱 \n", 6)).isEqualTo("grün 🌱");
    assertThatThrownBy(() -> Fields.line("title", "grün 🌱!", 6))
        .hasMessage("title has 7 characters; at most 6. Shorten it.");
  }

  @Test
  void line_withControlCharacters_isRefused() {
    assertThatThrownBy(() -> Fields.line("title", "a\nb", 9)).hasMessageContaining("one line");
    assertThatThrownBy(() -> Fields.line("title", "a\0b", 9)).hasMessageContaining("control");
  }

  @Test
  void requiredLine_blank_isRefused() {
    assertThatThrownBy(() -> Fields.requiredLine("title", " \t ", 9))
        .hasMessage("title is empty; give it 1 to 9 characters.");
  }

  @Test
  void text_keepsEverythingButNul() {
    assertThat(Fields.text("body", " a\r\n\tb ", 9)).isEqualTo(" a\r\n\tb ");
    assertThatThrownBy(() -> Fields.text("body", "a\0", 9)).hasMessageContaining("NUL");
    assertThatThrownBy(() -> Fields.textOfBytes("body", "\0", 9)).hasMessageContaining("NUL");
  }

  @Test
  void textOfBytes_countsBytes() {
    assertThat(Fields.textOfBytes("body", "ü".repeat(4), 8)).hasSize(4);
    assertThatThrownBy(() -> Fields.textOfBytes("body", "ü".repeat(5), 8))
        .hasMessageStartingWith("body has 10 bytes; at most 8.");
  }

  @Test
  void within_checksBothEnds() {
    assertThat(Fields.within("priority", -5, -5, 5)).isEqualTo(-5);
    assertThatThrownBy(() -> Fields.within("priority", 6, -5, 5)).hasMessageContaining("-5 to 5");
    var half = Duration.newBuilder().setNanos(500_000_000).build();
    assertThatThrownBy(() -> Fields.within("lease_duration", half, SECOND, DAY))
        .hasMessage("lease_duration is 0.5 s; it must be 1 to 86400 s.");
    var broken = Duration.newBuilder().setSeconds(1).setNanos(-1).build();
    assertThatThrownBy(() -> Fields.within("lease_duration", broken, SECOND, DAY))
        .hasMessageContaining("not a duration");
  }

  @Test
  void time_isReadToTheMillisecond() {
    var time = Timestamp.newBuilder().setSeconds(1).setNanos(2_999_999).build();
    assertThat(Fields.time("due_time", true, time)).contains(Instant.ofEpochMilli(1_002));
    assertThat(Fields.time("due_time", false, time)).isEmpty();
    var broken = Timestamp.newBuilder().setNanos(-1).build();
    assertThatThrownBy(() -> Fields.time("due_time", true, broken))
        .hasMessageContaining("not a time");
  }
}
