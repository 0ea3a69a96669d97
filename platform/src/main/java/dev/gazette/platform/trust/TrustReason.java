package dev.gazette.platform.trust;

import dev.gazette.platform.error.Reason;
import io.grpc.Status.Code;

/// Why a signed message was not believed.
public enum TrustReason implements Reason {
  SIGNATURE_REFUSED(
      Code.PERMISSION_DENIED,
      "A message does not carry the signature it needs; compare the trust folders of both services.");

  private final Code code;
  private final String meaning;

  TrustReason(Code code, String meaning) {
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
