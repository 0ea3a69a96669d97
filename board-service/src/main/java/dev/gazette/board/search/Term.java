package dev.gazette.board.search;

import dev.gazette.board.text.Word;
import java.util.List;

/// One thing to look for: words that follow each other.
///
/// @param words at least one
/// @param prefix whether the last one may go on
record Term(List<String> words, boolean prefix) {

  /// Whether it stands in a text at a place.
  boolean at(List<Word> text, int place) {
    if (place + words.size() > text.size()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      String found = text.get(place + i).text();
      String wanted = words.get(i);
      boolean mayGoOn = prefix && i == words.size() - 1;
      if (mayGoOn ? !found.startsWith(wanted) : !found.equals(wanted)) {
        return false;
      }
    }
    return true;
  }
}
