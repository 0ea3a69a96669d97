package dev.gazette.inference.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Usage rows, on both kinds of store.
final class UsagesTest {

  private static final Actor AGENT = new Actor("agent", "c1");

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("inference");
  }

  private static NewUsage request(UsageOutcome outcome, Optional<Duration> firstToken) {
    return new NewUsage(
        "ollama",
        outcome == UsageOutcome.FAILED ? "" : "hf.co/some/model:q4",
        outcome,
        outcome == UsageOutcome.FAILED ? "PROVIDER_TIMED_OUT" : "",
        12,
        3_000_000_000L,
        Duration.ofNanos(61_002_003_004L),
        firstToken,
        PinnedClock.START.plusNanos(1));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void record_isReadBackAsItWas(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      var completed =
          store.write(transaction ->
              Usages.record(
                  transaction,
                  AGENT,
                  request(UsageOutcome.COMPLETED, Optional.of(Duration.ofNanos(1_999)))));
      var failed =
          store.write(transaction ->
              Usages.record(transaction, AGENT, request(UsageOutcome.FAILED, Optional.empty())));
      assertThat(completed.id()).isEqualTo(1);
      assertThat(completed.request().latency()).isEqualTo(Duration.ofNanos(61_002_003_000L));
      assertThat(store.<List<Usage>>read(session -> Usages.list(session, Page.of(0, "", "all"))))
          .containsExactly(failed, completed);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void record_tellsTheLogEveryValue(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      for (var outcome : UsageOutcome.values()) {
        Usage written =
            store.write(transaction ->
                Usages.record(transaction, AGENT, request(outcome, Optional.empty())));
        assertThat(written.actor()).isEqualTo("agent");
      }
      assertThat(store.eventKinds())
          .containsExactly("chat.completed", "chat.cancelled", "chat.failed");
      assertThat(store.events().getFirst().payload())
          .isEqualTo(
              """
              {"id":1,"actor":"agent","provider":"ollama","model":"hf.co/some/model:q4","outcome":"completed",\
              "reason":"","prompt_tokens":12,"completion_tokens":3000000000,"latency":"61.002003s",\
              "create_time":"2026-01-01T12:00:00Z"}\
              """);
      assertThat(store.events().getLast().subject()).isEqualTo("models");
    }
  }
}
