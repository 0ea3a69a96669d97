package dev.gazette.governor.write;

/// Names a governed write.
///
/// @param value `wr_` and 12 characters
record WriteId(String value) {

  static final String PREFIX = "wr_";

  @Override
  public String toString() {
    return value;
  }
}
