package dev.gazette.platform.access;

/// Makes sure which service presents a call token.
public interface ServiceVouching {

  /// The service behind a call token, acting for somebody; refused with `CALL_TOKEN_REFUSED`.
  Caller verify(String callToken);
}
