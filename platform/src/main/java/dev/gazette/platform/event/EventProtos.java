package dev.gazette.platform.event;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.JsonFormat;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import java.time.Instant;

/// Events between the log and the wire.
public final class EventProtos {

  private EventProtos() {}

  static WatchEventsResponse response(Event event, long past) {
    return WatchEventsResponse.newBuilder()
        .setEvent(event(event))
        .setResumeToken(new ResumeToken(event.position(), past).text())
        .build();
  }

  /// An event for the wire.
  public static dev.gazette.proto.common.v1.Event event(Event event) {
    return dev.gazette.proto.common.v1.Event.newBuilder()
        .setOrigin(event.origin())
        .setSequence(event.sequence())
        .setKind(event.kind())
        .setActor(event.actor())
        .setLane(dev.gazette.proto.common.v1.Lane.valueOf("LANE_" + event.lane().name()))
        .setCorrelationId(event.correlationId())
        .setCause(event.cause())
        .setSubject(event.subject())
        .setPayload(struct(event.payload()))
        .setCreateTime(timestamp(event.createTime()))
        .build();
  }

  /// An event from the wire, not yet placed in a log.
  public static Event event(dev.gazette.proto.common.v1.Event event) {
    return new Event(
        0,
        event.getOrigin(),
        event.getSequence(),
        event.getKind(),
        event.getActor(),
        Lane.valueOf(event.getLane().name().substring("LANE_".length())),
        event.getCorrelationId(),
        event.getCause(),
        event.getSubject(),
        json(event.getPayload()),
        Instant.ofEpochSecond(
            event.getCreateTime().getSeconds(), event.getCreateTime().getNanos()));
  }

  private static Struct struct(String json) {
    try {
      var struct = Struct.newBuilder();
      JsonFormat.parser().merge(json, struct);
      return struct.build();
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException(
          "A payload in the log is not a JSON object: " + json, damaged);
    }
  }

  private static String json(Struct struct) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(struct);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("A payload does not print", damaged);
    }
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
