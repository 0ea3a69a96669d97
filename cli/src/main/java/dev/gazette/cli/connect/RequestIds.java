package dev.gazette.cli.connect;

import com.google.protobuf.Message;
import java.security.SecureRandom;
import java.util.Locale;

/// Request ids: UUIDs of version 7 (RFC 9562), given to every request that has a field for one.
public final class RequestIds {

  /// What protoc writes into each message that has the field.
  private static final String MARK = "REQUEST_ID_FIELD_NUMBER";

  private RequestIds() {}

  /// Whether a request is a write that is safe to repeat. Its class tells as well as its
  /// descriptor, which takes longer to build than a call does.
  static boolean has(Message request) {
    try {
      return request.getClass().getField(MARK) != null;
    } catch (NoSuchFieldException _) {
      return false;
    }
  }

  /// The request with an id, its own where it has one.
  @SuppressWarnings("unchecked") // build() of a builder gives the type that the builder came from
  static <Q extends Message> Q identified(Q request) {
    if (!has(request)) {
      return request;
    }
    try {
      var builder = request.toBuilder();
      var type = builder.getClass();
      if (((String) type.getMethod("getRequestId").invoke(builder)).isEmpty()) {
        type.getMethod("setRequestId", String.class).invoke(builder, fresh());
      }
      return (Q) builder.build();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("A request id is a text: " + request.getClass(), failure);
    }
  }

  /// A fresh id.
  public static String fresh() {
    var random = new SecureRandom();
    long millis = System.currentTimeMillis();
    long high = (millis << 16) | 0x7000 | random.nextInt(0x1000);
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
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
