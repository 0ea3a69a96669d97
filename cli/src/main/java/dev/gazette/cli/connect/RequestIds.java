package dev.gazette.cli.connect;

import com.google.protobuf.Message;
import java.security.SecureRandom;
import java.util.Locale;

/// Request ids: UUIDs of version 7 (RFC 9562), given to every request that has a field for one.
final class RequestIds {

  private static final String FIELD = "request_id";
  private static final SecureRandom RANDOM = new SecureRandom();

  private RequestIds() {}

  /// Whether a request is a write that is safe to repeat.
  static boolean has(Message request) {
    return request.getDescriptorForType().findFieldByName(FIELD) != null;
  }

  /// The request with an id, its own where it has one.
  @SuppressWarnings("unchecked") // build() of a builder gives the type that the builder came from
  static <Q extends Message> Q identified(Q request) {
    var field = request.getDescriptorForType().findFieldByName(FIELD);
    if (field == null || !((String) request.getField(field)).isEmpty()) {
      return request;
    }
    return (Q) request.toBuilder().setField(field, fresh()).build();
  }

  /// A fresh id.
  static String fresh() {
    long millis = System.currentTimeMillis();
    long high = (millis << 16) | 0x7000 | RANDOM.nextInt(0x1000);
    long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return String.format(
        Locale.ROOT,
        "%08x-%04x-%04x-%04x-%012x",
        high >>> 32,
        (high >>> 16) & 0xffff,
        high & 0xffff,
        low >>> 48,
        low & 0xffff_ffff_ffffL);
  }
}
