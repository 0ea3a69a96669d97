package dev.gazette.board.hook;

import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.Payload;

/// What is sent of an event: `type`, `timestamp` and `data`, as Standard Webhooks has it
/// (standardwebhooks.com).
final class DeliveryBody {

  private DeliveryBody() {}

  static String of(Hook hook, Event event) {
    String data =
        Payload.of("hook", hook.name().value())
            .and("origin", event.origin())
            .and("sequence", event.sequence())
            .and("actor", event.actor())
            .and("subject", event.subject())
            .and("correlation_id", event.correlationId())
            .json();
    String head = Payload.of("type", event.kind()).and("timestamp", event.createTime()).json();
    return "%s,\"data\":%s,\"payload\":%s}}"
        .formatted(unclosed(head), unclosed(data), event.payload());
  }

  /// An object without its last brace, so that more can follow.
  private static String unclosed(String object) {
    return object.substring(0, object.length() - 1);
  }
}
