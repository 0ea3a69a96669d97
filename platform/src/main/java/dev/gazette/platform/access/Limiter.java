package dev.gazette.platform.access;

/// Counts the calls of tokens against their limits, in this service.
public interface Limiter {

  /// Counts one call, or refuses it: `MINUTE_LIMIT_REACHED` or `DAY_LIMIT_REACHED`, with the time
  /// to wait. Never blocks. Only callers of kind `TOKEN` are counted.
  void charge(Caller caller);
}
