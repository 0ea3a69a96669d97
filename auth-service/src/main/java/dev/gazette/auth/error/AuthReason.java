package dev.gazette.auth.error;

import dev.gazette.platform.error.Reason;
import io.grpc.Status.Code;

/// Why the auth service refuses.
public enum AuthReason implements Reason {
  TOKEN_NOT_FOUND(Code.NOT_FOUND, "There is no token of that id or name; list the tokens."),
  TOKEN_NAME_TAKEN(
      Code.ALREADY_EXISTS, "A token of that name lives; revoke it, or choose another name."),
  TOKEN_ENDED(
      Code.FAILED_PRECONDITION, "The token was revoked or lapsed, for good; make a new one."),
  GRANT_NOT_HELD(
      Code.PERMISSION_DENIED,
      "Nobody gives away, or takes from, more than they hold; ask the owner."),
  TOKENS_FULL(
      Code.FAILED_PRECONDITION, "As many tokens live as are kept; revoke those not in use."),
  RECOVERY_REFUSED(
      Code.PERMISSION_DENIED,
      "That is not the recovery secret; read the file `recovery` of the auth service again."),
  RECOVERY_PAUSED(
      Code.RESOURCE_EXHAUSTED,
      "Too many wrong recovery secrets; the right one is still accepted, others wait.");

  private final Code code;
  private final String meaning;

  AuthReason(Code code, String meaning) {
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
