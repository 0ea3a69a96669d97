package dev.gazette.platform.access;

/// How often one token may call one service; 0 stands for no limit.
///
/// @param perMinute calls in one clock minute
/// @param perDay calls in one UTC day
public record CallLimit(int perMinute, int perDay) {

  /// No limit at all.
  public static final CallLimit NONE = new CallLimit(0, 0);

  /// What a token gets when nothing else was said.
  public static final CallLimit DEFAULT = new CallLimit(60, 1_000);
}
