package dev.gazette.platform.trust;

import static dev.gazette.platform.trust.TrustReason.SIGNATURE_REFUSED;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.proto.common.v1.Signed;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/// Signs messages for this service, and believes those of others. Ed25519 (RFC 8032) over the
/// message type's full name, a NUL byte and the serialized message: a signature on one type never
/// passes for another.
public final class Trust {

  private final ServiceName self;
  private final PrivateKey key;
  private final PublicKeys publicKeys;

  /// Trust in the keys of a home's trust folder.
  public Trust(ServiceName self, KeyPair own, Home home) {
    this.self = self;
    this.key = own.getPrivate();
    this.publicKeys = new PublicKeys(home);
  }

  /// Whose signatures this makes.
  public ServiceName self() {
    return self;
  }

  /// A message with this service's signature.
  public Signed sign(Message message) {
    var payload = message.toByteString();
    try {
      var signature = Signature.getInstance(ServiceKeys.ALGORITHM);
      signature.initSign(key);
      update(signature, message.getDescriptorForType(), payload);
      return Signed.newBuilder()
          .setSigner(self.id())
          .setPayload(payload)
          .setSignature(ByteString.copyFrom(signature.sign()))
          .build();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK signs with Ed25519", impossible);
    }
  }

  /// The message, if a service signed it as one of this type; otherwise refused with
  /// `SIGNATURE_REFUSED`.
  ///
  /// @param type the default instance of the expected type
  public <M extends Message> M verify(Signed signed, ServiceName signer, M type) {
    var descriptor = type.getDescriptorForType();
    if (!signed.getSigner().equals(signer.id())) {
      throw SIGNATURE_REFUSED.because(
          "Cannot believe this %s: it is signed by '%s', and only %s may sign one.",
          descriptor.getName(), signed.getSigner(), signer.id());
    }
    var publicKey =
        publicKeys
            .of(signer)
            .orElseThrow(() ->
                SIGNATURE_REFUSED.because(
                    "Cannot believe %s: the trust folder holds no key of it; start %s once, or copy"
                        + " its .pub file here.",
                    signer.id(), signer.id()));
    if (!holds(publicKey, descriptor, signed)) {
      throw SIGNATURE_REFUSED.because(
          "Cannot believe this %s: the signature is not %s's; compare the trust folders of both.",
          descriptor.getName(), signer.id());
    }
    return parse(type, signed.getPayload());
  }

  private static boolean holds(PublicKey key, Descriptor type, Signed signed) {
    try {
      var signature = Signature.getInstance(ServiceKeys.ALGORITHM);
      signature.initVerify(key);
      update(signature, type, signed.getPayload());
      return signature.verify(signed.getSignature().toByteArray());
    } catch (GeneralSecurityException _) {
      return false; // What is no signature at all is thrown rather than answered.
    }
  }

  private static void update(Signature signature, Descriptor type, ByteString payload)
      throws GeneralSecurityException {
    signature.update(type.getFullName().getBytes(StandardCharsets.UTF_8));
    signature.update((byte) 0);
    signature.update(payload.asReadOnlyByteBuffer());
  }

  @SuppressWarnings("unchecked") // The parser of a message of type M makes messages of type M.
  private static <M extends Message> M parse(M type, ByteString payload) {
    try {
      return (M) type.getParserForType().parseFrom(payload);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("A signed message does not parse", damaged);
    }
  }
}
