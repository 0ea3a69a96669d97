package dev.gazette.inference.usage;

import com.google.protobuf.util.Timestamps;
import dev.gazette.platform.field.Page;
import dev.gazette.proto.inference.v1.ListUsageResponse;
import java.time.Duration;
import java.util.List;

/// Usage rows on the wire.
public final class UsageProtos {

  private UsageProtos() {}

  /// A row.
  public static dev.gazette.proto.inference.v1.Usage render(Usage usage) {
    var request = usage.request();
    var message =
        dev.gazette.proto.inference.v1.Usage.newBuilder()
            .setId(usage.id())
            .setActor(usage.actor())
            .setProvider(request.provider())
            .setModel(request.model())
            .setOutcome(render(request.outcome()))
            .setReason(request.reason())
            .setPromptTokens(request.promptTokens())
            .setCompletionTokens(request.completionTokens())
            .setLatency(render(request.latency()))
            .setCreateTime(Timestamps.fromMillis(request.createTime().toEpochMilli()));
    request.firstTokenLatency().ifPresent(spent -> message.setFirstTokenLatency(render(spent)));
    return message.build();
  }

  /// A page of rows, of which one too many says that there is another page.
  static ListUsageResponse render(List<Usage> found, Page page) {
    var response = ListUsageResponse.newBuilder();
    found.stream().limit(page.size()).map(UsageProtos::render).forEach(response::addUsages);
    if (found.size() > page.size()) {
      response.setNextPageToken(page.next(found.get(page.size() - 1).id()));
    }
    return response.build();
  }

  private static dev.gazette.proto.inference.v1.UsageOutcome render(UsageOutcome outcome) {
    return switch (outcome) {
      case COMPLETED -> dev.gazette.proto.inference.v1.UsageOutcome.USAGE_OUTCOME_COMPLETED;
      case CANCELLED -> dev.gazette.proto.inference.v1.UsageOutcome.USAGE_OUTCOME_CANCELLED;
      case FAILED -> dev.gazette.proto.inference.v1.UsageOutcome.USAGE_OUTCOME_FAILED;
    };
  }

  private static com.google.protobuf.Duration render(Duration duration) {
    return com.google.protobuf.Duration.newBuilder()
        .setSeconds(duration.getSeconds())
        .setNanos(duration.getNano())
        .build();
  }
}
