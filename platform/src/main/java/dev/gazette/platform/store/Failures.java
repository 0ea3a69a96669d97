package dev.gazette.platform.store;

import static dev.gazette.platform.error.PlatformReason.STORE_UNAVAILABLE;

import dev.gazette.platform.error.Refusal;
import org.sqlite.SQLiteException;

/// What a failing database means, in words that say what to do.
final class Failures {

  private Failures() {}

  /// The refusal of every write of a group whose transaction failed.
  static Refusal unavailable(Database database, Exception failure) {
    return failure instanceof Refusal refusal
        ? refusal
        : STORE_UNAVAILABLE.because(
            "Cannot write the database of %s: %s Nothing was changed.",
            database.service(), cause(failure));
  }

  /// What went wrong and what to do about it, as the end of a sentence.
  static String cause(Exception failure) {
    if (!(failure instanceof SQLiteException sqlite)) {
      return failure.getMessage() + ".";
    }
    return switch (sqlite.getResultCode().code & 0xff) {
      case 5, 6 -> "another process holds its lock; stop that process.";
      case 8 -> "it is read-only; make the file and its folder writable by this user.";
      case 10 -> "the disk failed to read or write; look at the system's log.";
      case 11, 26 -> "the file is damaged; restore the copy that lies beside it.";
      case 13 -> "the disk is full; free some space.";
      case 14 -> "the file cannot be opened; look at the rights of its folder.";
      default -> sqlite.getMessage() + ".";
    };
  }
}
