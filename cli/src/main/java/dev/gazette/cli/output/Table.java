package dev.gazette.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Rows for people: aligned columns under a heading. The last column gives way when the terminal is
/// narrow.
///
/// @param <R> what one row shows
public final class Table<R> {

  private static final int NARROWEST = 12;

  private final List<String> headings = new ArrayList<>();
  private final List<Function<R, String>> cells = new ArrayList<>();

  /// Adds a column. Returns this.
  public Table<R> column(String heading, Function<R, ?> cell) {
    headings.add(heading.toUpperCase(Locale.ROOT));
    cells.add(row -> Text.line(String.valueOf(cell.apply(row))));
    return this;
  }

  /// Its lines: the heading first.
  ///
  /// @param width the cells of a line, 0 for any number
  List<String> lines(List<? extends R> rows, Style style, int width) {
    var grid = new ArrayList<List<String>>();
    grid.add(headings);
    rows.forEach(row -> grid.add(cells.stream().map(cell -> cell.apply(row)).toList()));
    int[] widths = widths(grid);
    var lines = grid.stream().map(row -> line(row, widths, width)).toList();
    var styled = new ArrayList<String>(lines);
    styled.set(0, style.bold(lines.getFirst()));
    return styled;
  }

  private int[] widths(List<List<String>> grid) {
    int[] widths = new int[headings.size()];
    for (var row : grid) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Text.width(row.get(i)));
      }
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths, int width) {
    var line = new StringBuilder();
    int used = 0;
    for (int i = 0; i < widths.length - 1; i++) {
      line.append(Text.pad(row.get(i), widths[i] + 2));
      used += widths[i] + 2;
    }
    String last = row.getLast();
    line.append(width == 0 ? last : Text.fit(last, Math.max(NARROWEST, width - used)));
    return line.toString().stripTrailing();
  }
}
