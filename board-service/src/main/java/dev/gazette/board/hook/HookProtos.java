package dev.gazette.board.hook;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.gazette.platform.field.Fields;
import dev.gazette.platform.store.Session;
import dev.gazette.proto.board.v1.ListDeliveriesRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// Hooks between the wire and the operations.
final class HookProtos {

  private static final int LONGEST_URL = 2_000;
  private static final int MOST_KINDS = 50;
  private static final Pattern KIND = Pattern.compile("[a-z_]{1,50}\\.(\\*|[a-z_]{1,50})");

  private HookProtos() {}

  static Sink sink(HookSettings settings, String url, String command) {
    if (url.isEmpty() == command.isEmpty()) {
      throw INVALID_ARGUMENT.because("A hook has either a url or a command; give one of them.");
    }
    if (!command.isEmpty() && !settings.commands().containsKey(command)) {
      throw INVALID_ARGUMENT.because(
          "The settings know no command '%s'; the owner of the machine names some in GAZETTE_BOARD_HOOK_COMMANDS. Known: %s.",
          command,
          settings.commands().isEmpty() ? "none" : String.join(", ", settings.commands().keySet()));
    }
    return url.isEmpty() ? new Sink.Command(command) : new Sink.Url(url(url));
  }

  private static URI url(String text) {
    try {
      var url = new URI(Fields.line("url", text, LONGEST_URL));
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      if (web && url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Refused below.
    }
    throw INVALID_ARGUMENT.because(
        "url is no http or https URL of a host, without user and fragment; e.g. https://example.org/hook.");
  }

  static List<String> kinds(List<String> kinds) {
    Fields.within("The number of kinds", kinds.size(), 0, MOST_KINDS);
    for (String kind : kinds) {
      if (!KIND.matcher(kind).matches()) {
        throw INVALID_ARGUMENT.because(
            "A kind of events reads card.blocked, or card.* for all of cards; '%s' does not.",
            kind);
      }
    }
    return List.copyOf(kinds);
  }

  static List<DeliveryState> states(ListDeliveriesRequest request) {
    return request.getStatesCount() == 0
        ? Arrays.asList(DeliveryState.values())
        : request.getStatesList().stream().map(HookProtos::state).distinct().toList();
  }

  private static DeliveryState state(dev.gazette.proto.board.v1.DeliveryState state) {
    return switch (state) {
      case DELIVERY_STATE_PENDING -> DeliveryState.PENDING;
      case DELIVERY_STATE_DELIVERED -> DeliveryState.DELIVERED;
      case DELIVERY_STATE_DEAD -> DeliveryState.DEAD;
      case DELIVERY_STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw INVALID_ARGUMENT.because("states holds none of pending, delivered, dead.");
    };
  }

  /// A hook with what is in line for it.
  static dev.gazette.proto.board.v1.Hook render(Session session, Hook hook) throws SQLException {
    return render(hook)
        .setPendingCount(DeliveryStore.count(session, hook.name(), DeliveryState.PENDING))
        .setDeadCount(DeliveryStore.count(session, hook.name(), DeliveryState.DEAD))
        .build();
  }

  static dev.gazette.proto.board.v1.Hook.Builder render(Hook hook) {
    return dev.gazette.proto.board.v1.Hook.newBuilder()
        .setName(hook.name().value())
        .setBoardId(hook.board())
        .setUrl(hook.sink() instanceof Sink.Url(var url) ? url.toString() : "")
        .setCommand(hook.sink() instanceof Sink.Command(var name) ? name : "")
        .addAllKinds(hook.kinds())
        .setCreatedBy(hook.createdBy())
        .setCreateTime(timestamp(hook.createTime()));
  }

  static dev.gazette.proto.board.v1.Delivery render(Delivery delivery) {
    var rendered =
        dev.gazette.proto.board.v1.Delivery.newBuilder()
            .setId(delivery.id().value())
            .setHook(delivery.hook().value())
            .setState(
                dev.gazette.proto.board.v1.DeliveryState.valueOf(
                    "DELIVERY_STATE_" + delivery.state().name()))
            .setAttempts(delivery.attempts())
            .setFailure(delivery.failure())
            .setBody(delivery.body())
            .setCreateTime(timestamp(delivery.createTime()));
    if (delivery.state() == DeliveryState.PENDING) {
      rendered.setNextAttemptTime(timestamp(delivery.nextAttemptTime()));
    }
    var end = delivery.endTime();
    if (end != null) {
      rendered.setEndTime(timestamp(end));
    }
    return rendered.build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamps.fromMillis(time.toEpochMilli());
  }
}
