package dev.gazette.platform.health;

import dev.gazette.platform.error.Reason;
import io.grpc.Status.Code;

/// Why a health check was not answered.
public enum HealthReason implements Reason {
  SERVICE_UNKNOWN(
      Code.NOT_FOUND,
      "The server has no gRPC service of that name; leave it empty to ask for all.");

  private final Code code;
  private final String meaning;

  HealthReason(Code code, String meaning) {
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
