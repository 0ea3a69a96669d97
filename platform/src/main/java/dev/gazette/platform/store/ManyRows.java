package dev.gazette.platform.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement that takes many rows of parameters at once: a group of operations runs one where
/// each would run its own, because on SQLite most of a short statement's time goes by around it. It
/// is prepared for 64, 16, 4 and 1 rows, and runs as often as these make up what is there.
public final class ManyRows {

  private static final int[] SIZES = {64, 16, 4, 1};

  private final String[] texts = new String[SIZES.length];

  /// A statement of the form `before row, row, … after`.
  ///
  /// @param row the parameters of one, e.g. `(?, ?, ?)`
  public ManyRows(String before, String row, String after) {
    for (int i = 0; i < SIZES.length; i++) {
      texts[i] = before + String.join(", ", Collections.nCopies(SIZES[i], row)) + after;
    }
  }

  /// What is done with the statement, bound to some of the rows.
  @FunctionalInterface
  public interface Use {

    /// Runs the statement.
    void of(Statement statement) throws SQLException;
  }

  /// Runs it for all rows.
  ///
  /// @param last parameters after those of the rows
  public void run(
      Session session,
      List<? extends List<? extends @Nullable Object>> rows,
      Use use,
      @Nullable Object... last)
      throws SQLException {
    int from = 0;
    for (int i = 0; i < SIZES.length; i++) {
      for (; rows.size() - from >= SIZES[i]; from += SIZES[i]) {
        var parameters = new ArrayList<@Nullable Object>();
        rows.subList(from, from + SIZES[i]).forEach(parameters::addAll);
        Collections.addAll(parameters, last);
        use.of(session.sql(texts[i], parameters.toArray()));
      }
    }
  }
}
