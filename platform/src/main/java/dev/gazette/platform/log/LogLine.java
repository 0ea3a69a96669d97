package dev.gazette.platform.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.LayoutBase;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One record as one line: time, level, service, thread, logger, text, and what was thrown.
public final class LogLine extends LayoutBase<ILoggingEvent> {

  private static final String ROOT = "dev.gazette.";
  private static final int FRAMES = 20;
  private static final int CAUSES = 8;

  /// What must never be written: our tokens, whatever follows `Bearer`, and passwords in URLs.
  private static final Pattern SECRET =
      Pattern.compile("(?i)(gzt_|gzc_|bearer\\s+|password=|passwd=|secret=)[^\\s&,;\"'\\]})]+");

  @Override
  public String doLayout(ILoggingEvent event) {
    var line = new StringBuilder(256);
    line.append(event.getInstant())
        .append(' ')
        .append(event.getLevel())
        .append(' ')
        .append(service(event.getLoggerName()))
        .append(" [")
        .append(event.getThreadName())
        .append("] ")
        .append(shortName(event.getLoggerName()))
        .append(": ")
        .append(event.getFormattedMessage());
    appendThrown(line, event.getThrowableProxy());
    return oneLine(masked(line)) + "\n";
  }

  /// The part of the house that a logger belongs to: `board`, `platform`, …; `library` for what is
  /// not ours. The threads of one process serve all its services, so they cannot tell.
  private static String service(String logger) {
    if (!logger.startsWith(ROOT)) {
      return "library";
    }
    int end = logger.indexOf('.', ROOT.length());
    return end < 0 ? logger.substring(ROOT.length()) : logger.substring(ROOT.length(), end);
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static void appendThrown(StringBuilder line, @Nullable IThrowableProxy thrown) {
    var each = thrown;
    for (int depth = 0; each != null && depth < CAUSES; depth++) {
      line.append(" | ").append(each.getClassName()).append(": ").append(each.getMessage());
      var frames = each.getStackTraceElementProxyArray();
      for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
        line.append(" <- ").append(frames[i].getStackTraceElement());
      }
      each = each.getCause();
    }
  }

  /// A text without secrets.
  static String masked(CharSequence text) {
    return SECRET.matcher(text).replaceAll("$1****");
  }

  private static String oneLine(String text) {
    return text.replace("\r", "\\r").replace("\n", "\\n");
  }
}
