package dev.gazette.platform.store;

/// Writes random bits as the tail of an id.
final class Ids {

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 12;

  private Ids() {}

  /// The low 60 bits as 12 characters of Crockford's base 32.
  static String encode(long bits) {
    var text = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      text[i] = ALPHABET.charAt((int) (bits >>> (5 * i)) & 31);
    }
    return new String(text);
  }
}
