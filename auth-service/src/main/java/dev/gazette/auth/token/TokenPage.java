package dev.gazette.auth.token;

/// Which tokens a list shows.
///
/// @param beforeMillis when the last one of the page before was made
/// @param beforeId the id of that one
/// @param showEnded whether also those that were revoked or lapsed
/// @param size how many at the most
record TokenPage(long beforeMillis, String beforeId, boolean showEnded, int size) {

  /// The newest ones.
  static TokenPage first(boolean showEnded, int size) {
    return new TokenPage(Long.MAX_VALUE, "", showEnded, size);
  }
}
