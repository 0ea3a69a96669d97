package dev.gazette.probe.error;

import dev.gazette.platform.error.Reason;
import io.grpc.Status.Code;

/// The reasons of the probe.
public enum ProbeReason implements Reason {
  REPOSITORY_NOT_TRACKED(
      Code.NOT_FOUND, "The probe watches no repository under the id; register it first."),
  REPOSITORY_TRACKED_ELSEWHERE(
      Code.ALREADY_EXISTS, "The probe watches another path under the id; remove that one first."),
  REPOSITORY_VANISHED(
      Code.FAILED_PRECONDITION,
      "The repository is no longer at its path; put it back, or remove it from the registry."),
  REPOSITORY_UNREADABLE(
      Code.FAILED_PRECONDITION,
      "Git's own files there cannot be read, or do not answer; the sentence says which way."),
  PATH_REFUSED(
      Code.INVALID_ARGUMENT,
      "The path is not one that Gazette may touch; the sentence says what would be."),
  FILE_REFUSED(
      Code.FAILED_PRECONDITION,
      "What lies there is no regular file of UTF-8 text up to 1 MiB; look at it, then move it away."),
  FILE_CHANGED(
      Code.ABORTED,
      "The file on disk is not as it was when the write was decided; look at it, then try again."),
  FILE_NOT_WRITTEN(
      Code.FAILED_PRECONDITION,
      "The system would not write the file (rights, space, a read-only disk); nothing was changed."),
  ORDER_REFUSED(
      Code.PERMISSION_DENIED,
      "The write order is not signed by the governor, lapsed, was seen before, or names other content.");

  private final Code code;
  private final String meaning;

  ProbeReason(Code code, String meaning) {
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
