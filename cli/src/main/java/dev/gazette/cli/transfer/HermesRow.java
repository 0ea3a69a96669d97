package dev.gazette.cli.transfer;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A row of a Hermes database, read by names: older databases lack columns, which are then empty.
final class HermesRow {

  private static final String CUT = " … (cut by the import)";
  private static final long LAST_SECOND = 253_402_300_799L;

  private final Map<String, Object> cells = new HashMap<>();

  /// The row that a result stands at.
  HermesRow(ResultSet rows) throws SQLException {
    var columns = rows.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      @Nullable Object cell = rows.getObject(i);
      if (cell != null) {
        cells.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), cell);
      }
    }
  }

  /// A text, without NUL; empty for none.
  String text(String column) {
    var cell = cells.get(column);
    return cell == null ? "" : cell.toString().replace("\0", "");
  }

  /// A text of at most so many bytes.
  String text(String column, int mostBytes) {
    return cut(text(column), mostBytes);
  }

  static String cut(String text, int mostBytes) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= mostBytes) {
      return text;
    }
    int end = mostBytes - CUT.getBytes(StandardCharsets.UTF_8).length;
    while (end > 0 && (bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + CUT;
  }

  /// A text in one line of at most so many characters.
  String line(String column, int most) {
    String line = text(column).replaceAll("\\p{Cntrl}+", " ").strip();
    int length = line.codePointCount(0, line.length());
    return length <= most ? line : line.substring(0, line.offsetByCodePoints(0, most)).strip();
  }

  /// A whole number; empty for none.
  Optional<Long> number(String column) {
    try {
      return Optional.ofNullable(cells.get(column))
          .map(cell -> new BigDecimal(cell.toString()).longValue());
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// A time that is told in seconds; empty for none.
  Optional<String> time(String column) {
    return number(column)
        .map(seconds -> Instant.ofEpochSecond(Math.clamp(seconds, 0, LAST_SECOND)).toString());
  }
}
