package dev.gazette.platform.error;

import io.grpc.Status.Code;

/// The reasons that every service shares.
public enum PlatformReason implements Reason {
  INVALID_ARGUMENT(
      Code.INVALID_ARGUMENT, "A field is missing or out of its bounds; the sentence names it."),
  TOKEN_MISSING(
      Code.UNAUTHENTICATED, "The call carries no token; send `authorization: Bearer gzt_…`."),
  TOKEN_INVALID(
      Code.UNAUTHENTICATED, "The token is malformed or unknown; copy it again, or make a new one."),
  TOKEN_REVOKED(Code.UNAUTHENTICATED, "The token was revoked; ask the owner for a new one."),
  TOKEN_EXPIRED(Code.UNAUTHENTICATED, "The token lapsed; ask the owner for a new one."),
  CALL_TOKEN_REFUSED(
      Code.UNAUTHENTICATED,
      "A service's own token does not hold; compare the clocks and the trust folder."),
  GRANT_MISSING(
      Code.PERMISSION_DENIED,
      "No grant of the token covers the call; the sentence names scope and resource."),
  SERVICES_ONLY(Code.PERMISSION_DENIED, "Only Gazette's own services may make this call."),
  MINUTE_LIMIT_REACHED(
      Code.RESOURCE_EXHAUSTED,
      "The token made its calls for this minute; wait as the trailer says."),
  DAY_LIMIT_REACHED(
      Code.RESOURCE_EXHAUSTED, "The token made its calls for this day; wait as the trailer says."),
  AUTH_UNAVAILABLE(
      Code.UNAVAILABLE,
      "The auth service does not answer and the token is not remembered; start auth."),
  PEER_UNAVAILABLE(Code.UNAVAILABLE, "A service that the call needs does not answer; start it."),
  QUEUE_FULL(Code.RESOURCE_EXHAUSTED, "Too many writes wait; try again in a moment."),
  STORE_UNAVAILABLE(
      Code.UNAVAILABLE,
      "The database cannot be written; the sentence says why. Nothing was changed."),
  SHUTTING_DOWN(Code.UNAVAILABLE, "The service is stopping; try again when it is back."),
  REQUEST_ID_REUSED(
      Code.ALREADY_EXISTS, "The request id was used for another request; use a new one."),
  SECRET_NOT_REPEATED(
      Code.ALREADY_EXISTS,
      "The call was done and its secret is shown once only; rotate the token for a new one."),
  ETAG_STALE(Code.ABORTED, "The resource changed since it was read; read it again."),
  PAGE_TOKEN_INVALID(
      Code.INVALID_ARGUMENT, "The page token is not one of this list; begin at the first page."),
  RESUME_TOKEN_INVALID(
      Code.INVALID_ARGUMENT, "The resume token is not one of this log; begin without one."),
  RESUME_TOKEN_EXPIRED(
      Code.OUT_OF_RANGE,
      "The events after the token are no longer kept; go on from the oldest token given."),
  DEADLINE_PASSED(Code.DEADLINE_EXCEEDED, "The call took longer than its deadline; try again."),
  METHOD_UNKNOWN(Code.UNIMPLEMENTED, "The service has no such method; compare versions."),
  INTERNAL(Code.INTERNAL, "A fault of Gazette's; it is in the log under the correlation id.");

  private final Code code;
  private final String meaning;

  PlatformReason(Code code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  @Override
  public Code code() {
    return code;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
