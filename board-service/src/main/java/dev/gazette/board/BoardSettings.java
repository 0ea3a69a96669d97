package dev.gazette.board;

import dev.gazette.board.dispatch.BreakerPolicy;
import dev.gazette.board.hook.HookSettings;
import dev.gazette.board.retry.RetryPolicy;
import dev.gazette.platform.config.Setting;
import dev.gazette.platform.config.SettingTable;
import dev.gazette.platform.config.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The settings of the board.
public final class BoardSettings implements SettingTable {

  private static final String COMMANDS =
      "entries `name=command argument …` between commas, split at spaces";

  private static final Setting<List<String>> HOOK_ALLOW =
      Setting.list(
          "gazette.board.hook-allow",
          "",
          "hosts, or hosts with ports, between commas",
          "Which hosts hooks may call although their addresses are not public.");

  private static final Setting<List<String>> HOOK_COMMANDS =
      new Setting<>(
          "gazette.board.hook-commands",
          "",
          COMMANDS,
          "Which commands hooks may run, e.g. `desktop=/usr/local/bin/notify`.",
          false,
          BoardSettings::commands);

  private static final int MOST_ATTEMPTS = 100;
  private static final int LARGEST_FACTOR = 10;
  private static final int MOST_FAILURES = 1_000;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private static final Setting<Integer> MAX_ATTEMPTS =
      Setting.number(
          "gazette.board.max-attempts",
          RetryPolicy.DEFAULT.maxAttempts(),
          1,
          MOST_ATTEMPTS,
          "How many attempts on a card may fail in a row before it is held as a dead letter; a card may say otherwise.");

  private static final Setting<Duration> RETRY_BASE =
      Setting.span(
          "gazette.board.retry-base",
          "30s",
          SECOND,
          HOUR,
          "The longest wait after a first failed attempt; the wait itself is random below it.");

  private static final Setting<Integer> RETRY_FACTOR =
      Setting.number(
          "gazette.board.retry-factor",
          RetryPolicy.DEFAULT.factor(),
          1,
          LARGEST_FACTOR,
          "How much longer the longest wait gets with each further failure in a row.");

  private static final Setting<Duration> RETRY_CAP =
      Setting.span(
          "gazette.board.retry-cap",
          "1h",
          SECOND,
          DAY,
          "What the longest wait after a failed attempt never exceeds.");

  private static final Setting<Duration> COOL_DOWN =
      Setting.span(
          "gazette.board.rate-limit-cool-down",
          "5m",
          SECOND,
          DAY,
          "How long a card waits after a rate limit where its worker does not say; up to a fifth more, at random.");

  private static final Setting<Integer> BREAKER_FAILURES =
      Setting.number(
          "gazette.board.breaker-failures",
          BreakerPolicy.DEFAULT.failures(),
          0,
          MOST_FAILURES,
          "How many attempts on a board, or on the cards of an assignee, fail in a row before no more are given out; 0 for never.");

  private static final Setting<Duration> BREAKER_COOL_DOWN =
      Setting.span(
          "gazette.board.breaker-cool-down",
          "1m",
          SECOND,
          DAY,
          "How long cards are then held back before one is tried; twice as long after each trial that fails.");

  private static final Setting<Duration> BREAKER_CAP =
      Setting.span(
          "gazette.board.breaker-cap",
          "1h",
          SECOND,
          DAY,
          "The longest that cards are held back before one is tried.");

  private static final Setting<Boolean> KEY_REPLACED =
      Setting.flag(
          "gazette.board.key-replaced",
          "Let this start's `data/board/key` count for the database from now on, in place of the one before. Secrets of hooks change.");

  @Override
  public String area() {
    return "board";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        HOOK_ALLOW,
        HOOK_COMMANDS,
        MAX_ATTEMPTS,
        RETRY_BASE,
        RETRY_FACTOR,
        RETRY_CAP,
        COOL_DOWN,
        BREAKER_FAILURES,
        BREAKER_COOL_DOWN,
        BREAKER_CAP,
        KEY_REPLACED);
  }

  private static List<String> commands(String text) {
    var entries = Setting.entries(text);
    if (!entries.stream().allMatch(entry -> entry.matches("[a-z0-9-]{1,63}=\\S.*"))) {
      throw new IllegalArgumentException(COMMANDS);
    }
    return entries;
  }

  static HookSettings hooks(Settings settings) {
    return new HookSettings(
        Set.copyOf(settings.get(HOOK_ALLOW)),
        settings.get(HOOK_COMMANDS).stream()
            .map(entry -> entry.split("=", 2))
            .collect(
                Collectors.toMap(
                    parts -> parts[0], parts -> Arrays.asList(parts[1].split(" +", -1)))));
  }

  static boolean keyReplaced(Settings settings) {
    return settings.get(KEY_REPLACED);
  }

  static BreakerPolicy breakers(Settings settings) {
    return new BreakerPolicy(
        settings.get(BREAKER_FAILURES), settings.get(BREAKER_COOL_DOWN), settings.get(BREAKER_CAP));
  }

  static RetryPolicy retries(Settings settings) {
    return new RetryPolicy(
        settings.get(MAX_ATTEMPTS),
        settings.get(RETRY_BASE),
        settings.get(RETRY_FACTOR),
        settings.get(RETRY_CAP),
        settings.get(COOL_DOWN));
  }
}
