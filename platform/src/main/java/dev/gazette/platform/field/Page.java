package dev.gazette.platform.field;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.PAGE_TOKEN_INVALID;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Which page of a list a call asks for. Pages go by key, so that they are stable while rows come
/// and go: a page token holds the keys of the last row of the page before, and a mark of the list
/// that it belongs to, so that it cannot go on in another one.
///
/// @param list what is listed and by which filters: two calls with the same text page through the
///   same list
/// @param size how many rows at the most
/// @param after the keys of the last row of the page before; empty for the first page
public record Page(String list, int size, List<String> after) {

  private static final int DEFAULT_SIZE = 50;
  private static final int LARGEST_SIZE = 1_000;
  private static final byte VERSION = 1;
  private static final int MARK_LENGTH = 8;
  private static final String SEPARATOR = "\0";

  /// The page that a request asks for: 50 rows when it does not say, 1,000 at the most.
  public static Page of(int pageSize, String pageToken, Object... list) {
    if (pageSize < 0 || pageSize > LARGEST_SIZE) {
      throw INVALID_ARGUMENT.because(
          "page_size is %,d; it must be 1 to %,d, or 0 for %d.",
          pageSize, LARGEST_SIZE, DEFAULT_SIZE);
    }
    String name = Arrays.toString(list);
    return new Page(
        name,
        pageSize == 0 ? DEFAULT_SIZE : pageSize,
        pageToken.isEmpty() ? List.of() : parse(pageToken, name));
  }

  private static List<String> parse(String token, String list) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      var mark = new byte[MARK_LENGTH];
      if (bytes.remaining() > MARK_LENGTH && bytes.get() == VERSION) {
        bytes.get(mark);
        if (Arrays.equals(mark, mark(list))) {
          return List.of(StandardCharsets.UTF_8.decode(bytes).toString().split(SEPARATOR, -1));
        }
      }
    } catch (IllegalArgumentException _) {
      // Not base64: refused below.
    }
    throw invalid();
  }

  private static RuntimeException invalid() {
    return PAGE_TOKEN_INVALID.because(
        "The page token is not one of this list with these filters; begin at the first page.");
  }

  /// The token of the page after the row with these keys.
  public String next(Object... keys) {
    var text = new StringBuilder();
    String separator = "";
    for (Object key : keys) {
      text.append(separator).append(key);
      separator = SEPARATOR;
    }
    byte[] tail = text.toString().getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(1 + MARK_LENGTH + tail.length);
    bytes.put(VERSION).put(mark(list)).put(tail);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// Whether it is the first page.
  public boolean first() {
    return after.isEmpty();
  }

  /// A key of the row before, as a number.
  public long numberAfter(int index) {
    try {
      return Long.parseLong(textAfter(index));
    } catch (NumberFormatException _) {
      throw invalid();
    }
  }

  /// A key of the row before, as text.
  public String textAfter(int index) {
    if (index >= after.size()) {
      throw invalid();
    }
    return after.get(index);
  }

  private static byte[] mark(String list) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Arrays.copyOf(digest.digest(list.getBytes(StandardCharsets.UTF_8)), MARK_LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
