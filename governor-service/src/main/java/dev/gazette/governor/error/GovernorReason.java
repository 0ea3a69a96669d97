package dev.gazette.governor.error;

import dev.gazette.platform.error.Reason;
import io.grpc.Status.Code;

/// The reasons of the governor. Those of the probe reach its callers as the probe gave them.
public enum GovernorReason implements Reason {
  REPOSITORY_NOT_FOUND(
      Code.NOT_FOUND, "No repository is registered under the id; list the repositories."),
  REPOSITORY_EXISTS(
      Code.ALREADY_EXISTS,
      "The id or the path is registered already; the sentence says under which id."),
  REPOSITORY_BUSY(
      Code.UNAVAILABLE, "Too many writes of the repository wait; try again in a moment."),
  PATH_REFUSED(
      Code.INVALID_ARGUMENT,
      "The path is not one that Gazette may touch; the sentence says what would be."),
  ENV_TRACKED_BY_GIT(
      Code.FAILED_PRECONDITION,
      "Git tracks the `.env`, so secrets in it would be committed; run `git rm --cached .env`."),
  ENV_NOT_IGNORED(
      Code.FAILED_PRECONDITION,
      "Git would not ignore the `.env`, so its secrets could be committed; the sentence says why."),
  ENV_QUOTE_OPEN(
      Code.FAILED_PRECONDITION,
      "A quote in the `.env` is never closed, so a change could alter other keys; close it."),
  FILE_TOO_LARGE(
      Code.FAILED_PRECONDITION, "The file would become larger than 1 MiB; make it smaller."),
  NOTHING_TO_UNDO(Code.FAILED_PRECONDITION, "The file has no governed write that could be undone."),
  FILE_CHANGED(
      Code.ABORTED,
      "The file on disk is not as it was when the write was decided; look at it, then try again."),
  PROBE_UNAVAILABLE(
      Code.UNAVAILABLE, "The probe service does not answer; start it, nothing else is needed.");

  private final Code code;
  private final String meaning;

  GovernorReason(Code code, String meaning) {
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
