package dev.gazette.board.search;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.text.Texts;
import dev.gazette.board.text.Word;
import dev.gazette.board.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What is looked for: `words "a phrase" prefix* -not`. Everything else is literal: no text is a
/// mistake of syntax, and what joins words, as in `foo-bar`, makes a phrase of them.
///
/// @param wanted all must be found; at least one
/// @param unwanted none may be found
record SearchQuery(List<Term> wanted, List<Term> unwanted) {

  private static final int MOST_TERMS = 16;
  private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)\"?(\\*?)|([^\\s\"]+))");

  /// Reads a query; refused with `INVALID_ARGUMENT` when it names no word, or too many.
  static SearchQuery parse(String text) {
    var wanted = new ArrayList<Term>();
    var unwanted = new ArrayList<Term>();
    var found = TERM.matcher(text);
    while (found.find()) {
      String phrase = found.group(2);
      String words = phrase == null ? found.group(4) : phrase;
      boolean prefix = phrase == null ? words.endsWith("*") : !found.group(3).isEmpty();
      var term = new Term(Words.of(words).stream().map(Word::text).toList(), prefix);
      if (term.words().size() > Texts.LONGEST_PHRASE) {
        throw INVALID_ARGUMENT.because(
            "query has a phrase of %d words; at most %d.",
            term.words().size(), Texts.LONGEST_PHRASE);
      }
      if (!term.words().isEmpty()) {
        (found.group(1).isEmpty() ? wanted : unwanted).add(term);
      }
    }
    if (wanted.isEmpty()) {
      throw INVALID_ARGUMENT.because(
          "query names no word to look for; give it letters or digits, e.g. certificate.");
    }
    if (wanted.size() + unwanted.size() > MOST_TERMS) {
      throw INVALID_ARGUMENT.because(
          "query has %d terms; at most %d.", wanted.size() + unwanted.size(), MOST_TERMS);
    }
    return new SearchQuery(List.copyOf(wanted), List.copyOf(unwanted));
  }
}
