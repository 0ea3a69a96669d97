package dev.gazette.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

final class LogLineTest {

  private static String line(String logger, String text, Throwable thrown) {
    var context = new LoggerContext();
    var event = new LoggingEvent("", context.getLogger(logger), Level.WARN, text, thrown, null);
    return new LogLine().doLayout(event);
  }

  @Test
  void doLayout_isOneLineThatNamesTheService() {
    var thrown = new IllegalStateException("outer\nnext", new RuntimeException("inner"));
    assertThat(line("dev.gazette.board.card.Cards", "first\nsecond", thrown))
        .matches("\\S+Z WARN board \\[\\S+] Cards: first\\\\nsecond .*outer.*inner.*\n")
        .hasLineCount(1);
  }

  @Test
  void doLayout_hidesSecrets() {
    assertThat(
            line(
                "org.x.Y",
                "gzt_abc.DEF authorization: Bearer ey123 jdbc:x?password=hunter2&ssl=1",
                new IllegalStateException("token gzt_xyz")))
        .contains("library", "gzt_****", "Bearer ****", "password=****&ssl=1")
        .doesNotContain("abc", "ey123", "hunter2", "xyz");
  }
}
