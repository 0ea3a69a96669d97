package dev.gazette.cli.board;

import dev.gazette.cli.output.Style;
import dev.gazette.cli.output.Text;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.Column;
import java.util.ArrayList;
import java.util.List;

/// A board as text: its columns side by side, in as many rows of columns as the width asks for.
/// Empty columns are named below, so that the others have room.
///
/// @param style how to emphasize
/// @param width the cells of a line
record Drawing(Style style, int width) {

  private static final int NARROWEST = 22;
  private static final int MOST_CARDS = 30;
  private static final String GAP = "  ";

  List<String> lines(Board board, List<Card> cards) {
    var lines = new ArrayList<String>();
    lines.add(style.bold(Text.line(board.getTitle())) + style.dim("  " + Text.line(board.getId())));
    var filled = new ArrayList<Column>();
    var empty = new ArrayList<String>();
    for (var column : board.getColumnsList()) {
      if (in(column, cards).isEmpty()) {
        empty.add(Text.line(column.getTitle()));
      } else {
        filled.add(column);
      }
    }
    int abreast = Math.max(1, (width + GAP.length()) / (NARROWEST + GAP.length()));
    for (int from = 0; from < filled.size(); from += abreast) {
      lines.add("");
      lines.addAll(row(filled.subList(from, Math.min(filled.size(), from + abreast)), cards));
    }
    if (!empty.isEmpty()) {
      lines.add("");
      lines.add(style.dim("Empty: " + String.join(", ", empty)));
    }
    return lines;
  }

  private List<String> row(List<Column> columns, List<Card> cards) {
    int cells = (width - GAP.length() * (columns.size() - 1)) / columns.size();
    var blocks = columns.stream().map(column -> block(column, in(column, cards), cells)).toList();
    int height = blocks.stream().mapToInt(List::size).max().orElse(0);
    var lines = new ArrayList<String>();
    for (int i = 0; i < height; i++) {
      var parts = new ArrayList<String>();
      for (var block : blocks) {
        parts.add(Text.pad(i < block.size() ? block.get(i) : "", cells));
      }
      String line = String.join(GAP, parts).stripTrailing();
      lines.add(i == 0 ? style.bold(line) : line);
    }
    return lines;
  }

  private static List<String> block(Column column, List<Card> cards, int cells) {
    var block = new ArrayList<String>();
    String limit = column.getWipLimit() == 0 ? "" : "/" + column.getWipLimit();
    block.add(Text.fit(Text.line(column.getTitle()) + " " + cards.size() + limit, cells));
    block.add("─".repeat(cells));
    cards.stream()
        .limit(MOST_CARDS)
        .forEach(card ->
            block.add(
                Text.fit(card.getId() + " " + Text.line(card.getTitle()) + who(card), cells)));
    if (cards.size() > MOST_CARDS) {
      block.add("… " + (cards.size() - MOST_CARDS) + " more");
    }
    return block;
  }

  private static String who(Card card) {
    return card.hasLease() ? " @" + Text.line(card.getLease().getWorker()) : "";
  }

  private static List<Card> in(Column column, List<Card> cards) {
    return cards.stream().filter(card -> card.getColumnId().equals(column.getId())).toList();
  }
}
