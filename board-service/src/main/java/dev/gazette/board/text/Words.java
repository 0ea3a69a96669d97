package dev.gazette.board.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Cuts texts into words, the same for both dialects and for what is looked for: runs of letters
/// and digits, in small letters and without accents, so that `Café` is found by `cafe`. Scripts
/// that put no spaces between words give a word for each character, and so does each emoji.
public final class Words {

  /// What follows in a longer run is left out.
  private static final int LONGEST = 64;

  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");

  private Words() {}

  /// The words of a text, in order.
  public static List<Word> of(String text) {
    var words = new ArrayList<Word>();
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      int end = at + Character.charCount(point);
      if (standsAlone(point)) {
        words.add(new Word(text.substring(at, end), at, end));
      } else if (Character.isLetterOrDigit(point)) {
        end = endOfRun(text, end);
        words.add(new Word(plain(text.substring(at, end)), at, end));
      }
      at = end;
    }
    return words;
  }

  private static int endOfRun(String text, int from) {
    int end = from;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      if (standsAlone(point) || !continues(point)) {
        break;
      }
      end += Character.charCount(point);
    }
    return end;
  }

  private static boolean continues(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> Character.isLetterOrDigit(point);
    };
  }

  private static boolean standsAlone(int point) {
    if (point < 0x80) {
      return false;
    }
    if (Character.isExtendedPictographic(point) || Character.isIdeographic(point)) {
      return true;
    }
    var script = Character.UnicodeScript.of(point);
    return script == Character.UnicodeScript.HIRAGANA || script == Character.UnicodeScript.KATAKANA;
  }

  private static String plain(String run) {
    String small = run.toLowerCase(Locale.ROOT);
    if (small.chars().anyMatch(c -> c >= 0x80)) {
      String apart = Normalizer.normalize(small, Normalizer.Form.NFD);
      small = Normalizer.normalize(ACCENTS.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
    }
    return small.codePointCount(0, small.length()) <= LONGEST
        ? small
        : small.substring(0, small.offsetByCodePoints(0, LONGEST));
  }
}
