package dev.gazette.board.search;

import dev.gazette.board.text.Word;
import dev.gazette.board.text.Words;
import java.util.List;
import java.util.regex.Pattern;

/// The place of a text in which something was found: one line of plain text with what was looked
/// for within «», and an ellipsis where the text goes on.
final class Snippet {

  private static final int BEFORE = 60;
  private static final int LENGTH = 200;
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private Snippet() {}

  static String of(String text, List<Term> terms) {
    var words = Words.of(text);
    int first = 0;
    while (first < words.size() && length(words, first, terms) == 0) {
      first++;
    }
    int hit = first < words.size() ? words.get(first).start() : 0;
    int start = hit <= BEFORE ? 0 : startOfWord(words, hit - BEFORE, hit);
    int end = Math.min(text.length(), start + LENGTH);
    if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
      end--;
    }
    var line = new StringBuilder(start > 0 ? "…" : "");
    int at = start;
    for (int i = first; i < words.size() && words.get(i).end() <= end; ) {
      int length = Math.max(1, length(words, i, terms));
      if (length(words, i, terms) > 0 && words.get(i + length - 1).end() <= end) {
        int from = words.get(i).start();
        int to = words.get(i + length - 1).end();
        line.append(text, at, from).append('«').append(text, from, to).append('»');
        at = to;
      }
      i += length;
    }
    line.append(text, at, end).append(end < text.length() ? "…" : "");
    return SPACE.matcher(line).replaceAll(" ").strip();
  }

  /// How many words from a place on are one of the terms; 0 for none.
  private static int length(List<Word> words, int place, List<Term> terms) {
    int longest = 0;
    for (var term : terms) {
      if (term.at(words, place)) {
        longest = Math.max(longest, term.words().size());
      }
    }
    return longest;
  }

  private static int startOfWord(List<Word> words, int from, int hit) {
    for (var word : words) {
      if (word.start() >= from) {
        return Math.min(word.start(), hit);
      }
    }
    return hit;
  }
}
