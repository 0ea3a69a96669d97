package dev.gazette.inference.usage;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// The operations on usage rows.
public final class Usages {

  private Usages() {}

  /// Accounts a request that ended: its row, and the event `chat.completed`, `chat.cancelled` or
  /// `chat.failed` with the same values.
  public static Usage record(Transaction transaction, Actor actor, NewUsage request)
      throws SQLException {
    var session = transaction.session();
    var usage = new Usage(UsageStore.newest(session) + 1, actor.name(), request);
    UsageStore.insert(session, usage);
    transaction.append(
        actor,
        new NewEvent(
            "chat." + request.outcome().word(), Lane.PRODUCTION, subject(request), payload(usage)));
    return usage;
  }

  /// A page of rows, newest first, and one more when there is a next page.
  static List<Usage> list(Session session, Page page) throws SQLException {
    long before = page.first() ? Long.MAX_VALUE : page.numberAfter(0);
    return UsageStore.before(session, before, page.size() + 1);
  }

  private static String subject(NewUsage request) {
    return request.model().isEmpty() ? "models" : "models/" + request.model();
  }

  private static Payload payload(Usage usage) {
    var request = usage.request();
    return Payload.empty()
        .and("id", usage.id())
        .and("actor", usage.actor())
        .and("provider", request.provider())
        .and("model", request.model())
        .and("outcome", request.outcome().word())
        .and("reason", request.reason())
        .and("prompt_tokens", request.promptTokens())
        .and("completion_tokens", request.completionTokens())
        .and("latency", seconds(request.latency()))
        .and("first_token_latency", request.firstTokenLatency().map(Usages::seconds).orElse(null))
        .and("create_time", request.createTime());
  }

  /// A duration as protos write it in JSON, e.g. `1.250000s`.
  private static String seconds(Duration duration) {
    return "%d.%06ds".formatted(duration.toSeconds(), duration.toNanosPart() / 1_000);
  }
}
