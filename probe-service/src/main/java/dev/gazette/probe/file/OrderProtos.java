package dev.gazette.probe.file;

import static dev.gazette.probe.error.ProbeReason.ORDER_REFUSED;

import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.trust.Trust;
import dev.gazette.probe.repository.RepositoryId;
import dev.gazette.proto.probe.v1.ManagedFile;
import dev.gazette.proto.probe.v1.WriteManagedFileRequest;
import dev.gazette.proto.probe.v1.WriteOrder;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// Orders from the wire, and files for it.
final class OrderProtos {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}|");
  private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");

  private OrderProtos() {}

  /// The order that a request carries, if the governor signed it and the content is the one that it
  /// names; otherwise refused with `ORDER_REFUSED`.
  static Order parse(Trust trust, WriteManagedFileRequest request) {
    var signed = verify(trust, request);
    var order =
        new Order(
            RepositoryId.parse(signed.getRepositoryId()),
            ManagedPath.parse(signed.getRelativePath()),
            signed.getHashBefore(),
            signed.getHashAfter(),
            signed.getMode(),
            signed.getEpoch(),
            signed.getNonce(),
            Instant.ofEpochSecond(
                signed.getExpireTime().getSeconds(), signed.getExpireTime().getNanos()));
    requireForm(order);
    requireContent(order, request.getContent().toByteArray());
    return order;
  }

  private static WriteOrder verify(Trust trust, WriteManagedFileRequest request) {
    try {
      return trust.verify(
          request.getOrder(), ServiceName.GOVERNOR, WriteOrder.getDefaultInstance());
    } catch (Refusal refused) {
      throw ORDER_REFUSED.because("%s", refused.sentence());
    }
  }

  private static void requireForm(Order order) {
    boolean formed =
        HASH.matcher(order.hashBefore()).matches()
            && HASH.matcher(order.hashAfter()).matches()
            && NONCE.matcher(order.nonce()).matches()
            && (order.mode() & ~FileModes.ALL) == 0;
    if (!formed) {
      throw ORDER_REFUSED.because(
          "The order has a hash, nonce or mode that is none; compare versions.");
    }
  }

  private static void requireContent(Order order, byte[] content) {
    if (content.length > ManagedFolder.LARGEST) {
      throw ORDER_REFUSED.because(
          "The content has %,d bytes; at most %,d.", content.length, ManagedFolder.LARGEST);
    }
    String hash = order.removes() ? "" : Hashes.sha256(content);
    if (!hash.equals(order.hashAfter()) || (order.removes() && content.length > 0)) {
      throw ORDER_REFUSED.because("The content is not the one that the order names; decide anew.");
    }
  }

  /// A file with its bytes.
  static ManagedFile render(ManagedFiles.Look look) {
    return renderWritten(look).toBuilder().setContent(look.file().content()).build();
  }

  /// A file, and those that a change of `.gitignore` would expose.
  static ManagedFile exposing(ManagedFile file, List<ManagedPath> exposed) {
    var answer = file.toBuilder();
    exposed.forEach(path -> answer.addExposedPaths(path.fileName()));
    return answer.build();
  }

  /// A file without its bytes.
  static ManagedFile renderWritten(ManagedFiles.Look look) {
    return ManagedFile.newBuilder()
        .setExists(look.file().exists())
        .setHash(look.file().hash())
        .setMode(look.file().mode())
        .setTracked(look.tracked())
        .setIgnored(look.ignored())
        .build();
  }
}
