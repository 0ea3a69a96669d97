package dev.gazette.auth.token;

import java.time.Duration;
import java.util.List;

/// One service that watches which tokens end: told at once, with a beat in between. A reader that
/// does not keep up gets no beats, so it learns that it cannot trust what it cached.
final class RevocationWatcher {

  /// Time between beats; below the 500 ms that are promised, so that a late wake-up keeps them.
  static final Duration BEAT = Duration.ofMillis(400);

  private final Revocations revocations;
  private final Reader reader;

  /// The other end of the stream.
  interface Reader {

    /// Whether it ended the call.
    boolean gone();

    /// Whether it has read what was sent.
    boolean ready();

    /// Sends which tokens ended; none for a beat.
    void tell(List<TokenId> ended);
  }

  RevocationWatcher(Revocations revocations, Reader reader) {
    this.revocations = revocations;
    this.reader = reader;
  }

  /// Sends until the reader is gone; on a virtual thread of its own.
  void run() {
    long position = tell(0);
    while (!reader.gone()) {
      revocations.await(position, BEAT);
      if (reader.ready()) {
        position = tell(position);
      }
    }
  }

  private long tell(long position) {
    var batch = revocations.after(position);
    reader.tell(batch.tokens());
    return batch.newest();
  }
}
