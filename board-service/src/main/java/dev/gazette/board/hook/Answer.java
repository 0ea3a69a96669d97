package dev.gazette.board.hook;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/// An answer in HTTP/1.1, as it comes in: its head is read, its body is left.
final class Answer {

  private static final int LONGEST_HEAD = 64 * 1024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
  private static final int FIRST_FINAL = 200;

  private final InputStream in;
  private int read;

  Answer(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /// The status, once the whole head is there. Interim answers may come before it.
  int status() throws IOException {
    while (true) {
      var first = STATUS.matcher(line());
      if (!first.matches()) {
        throw new IOException("it does not answer in HTTP");
      }
      while (!line().isEmpty()) {
        // Headers tell nothing that is needed.
      }
      int status = Integer.parseInt(first.group(1));
      if (status >= FIRST_FINAL) {
        return status;
      }
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = next(); next != '\n'; next = next()) {
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private int next() throws IOException {
    if (++read > LONGEST_HEAD) {
      throw new IOException("the head of its answer is too long");
    }
    int next = in.read();
    if (next < 0) {
      throw new IOException("it hung up without an answer");
    }
    return next;
  }
}
