package dev.gazette.inference.error;

import dev.gazette.platform.error.Reason;
import io.grpc.Status.Code;

/// The reasons of the inference gateway.
public enum InferenceReason implements Reason {
  PROVIDER_UNAVAILABLE(
      Code.UNAVAILABLE,
      "No model server answers; install and start Ollama, or set where one runs, as the sentence says."),
  PROVIDER_BUSY(
      Code.RESOURCE_EXHAUSTED,
      "Too many requests wait for the model server; try again in a moment."),
  PROVIDER_FAILED(
      Code.ABORTED,
      "The model server broke off or answered nonsense; look at its log, then ask again."),
  PROVIDER_TIMED_OUT(
      Code.DEADLINE_EXCEEDED,
      "The model server took longer than its settings allow; look whether it hangs, then ask again."),
  PROVIDER_REFUSED(
      Code.FAILED_PRECONDITION,
      "The model server refused the request as it stands; the sentence has its words."),
  MODEL_NOT_FOUND(
      Code.NOT_FOUND, "The model server has no such model; pull it, or name one that it has."),
  ANSWER_TOO_LONG(
      Code.OUT_OF_RANGE,
      "The answer passed its bound and was ended; set max_tokens, or stream it."),
  CALLER_STALLED(
      Code.ABORTED, "The caller left the answer unread for too long; read on, and ask again.");

  private final Code code;
  private final String meaning;

  InferenceReason(Code code, String meaning) {
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
