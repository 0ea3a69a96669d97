package dev.gazette.platform.outbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.gazette.platform.access.Actor;
import java.time.Instant;

/// Something that this service committed itself to do through another one.
///
/// @param id names it, and is the `request_id` of the call
/// @param kind which handler carries it, `<thing>.<verb>`, e.g. `file.write`
/// @param payload what its handler needs, a serialized message
/// @param subject the resource path that it is about
/// @param actor for whom
/// @param attempts how many calls failed so far
/// @param createTime when it was intended
public record Intent(
    IntentId id,
    String kind,
    ByteString payload,
    String subject,
    Actor actor,
    int attempts,
    Instant createTime) {

  /// The payload as the message that was intended.
  public <T extends Message> T payload(Parser<T> parser) {
    try {
      return parser.parseFrom(payload);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("The payload of " + id + " does not parse", damaged);
    }
  }
}
