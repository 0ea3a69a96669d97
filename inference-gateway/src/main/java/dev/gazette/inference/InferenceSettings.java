package dev.gazette.inference;

import dev.gazette.inference.chat.ChatSettings;
import dev.gazette.inference.ollama.OllamaSettings;
import dev.gazette.inference.ollama.OllamaUrl;
import dev.gazette.inference.provider.ModelName;
import dev.gazette.platform.config.Setting;
import dev.gazette.platform.config.SettingTable;
import dev.gazette.platform.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The settings of the inference gateway.
public final class InferenceSettings implements SettingTable {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final int MOST_REQUESTS = 1_024;
  private static final String MODEL_NAME = "a model's name, e.g. llama3.2";

  private static final Setting<URI> OLLAMA_URL =
      new Setting<>(
          "gazette.inference.ollama-url",
          "http://127.0.0.1:11434",
          OllamaUrl.EXPECTED,
          "Where Ollama is. Takes the forms of Ollama's own `OLLAMA_HOST`, which is not read.",
          false,
          OllamaUrl::parse);

  private static final Setting<Optional<ModelName>> DEFAULT_MODEL =
      Setting.optional(
          "gazette.inference.default-model",
          MODEL_NAME,
          InferenceSettings::modelName,
          "Who answers a question that names no model; the provider's only one when absent.");

  private static final Setting<Integer> CONCURRENT_REQUESTS =
      Setting.number(
          "gazette.inference.concurrent-requests",
          ChatSettings.DEFAULT.concurrentRequests(),
          1,
          MOST_REQUESTS,
          "How many requests the provider works on at once.");

  private static final Setting<Integer> WAITING_REQUESTS =
      Setting.number(
          "gazette.inference.waiting-requests",
          ChatSettings.DEFAULT.waitingRequests(),
          0,
          MOST_REQUESTS,
          "How many more requests may wait for their turn, before others are refused.");

  private static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.span(
          "gazette.inference.connect-timeout",
          "2s",
          SHORTEST,
          Duration.ofMinutes(1),
          "The longest wait for a connection to the provider.");

  private static final Setting<Duration> FIRST_TOKEN_TIMEOUT =
      Setting.span(
          "gazette.inference.first-token-timeout",
          "120s",
          SHORTEST,
          Duration.ofHours(1),
          "The longest wait for the first piece of an answer, the loading of the model included.");

  private static final Setting<Duration> IDLE_TIMEOUT =
      Setting.span(
          "gazette.inference.idle-timeout",
          "60s",
          SHORTEST,
          Duration.ofHours(1),
          "The longest wait between two pieces of an answer.");

  private static final Setting<Duration> ANSWER_TIMEOUT =
      Setting.span(
          "gazette.inference.answer-timeout",
          "30m",
          SHORTEST,
          Duration.ofHours(24),
          "The longest a whole answer may take.");

  private static ModelName modelName(String text) {
    return ModelName.parse(text).orElseThrow(() -> new IllegalArgumentException(MODEL_NAME));
  }

  @Override
  public String area() {
    return "inference";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        OLLAMA_URL,
        DEFAULT_MODEL,
        CONCURRENT_REQUESTS,
        WAITING_REQUESTS,
        CONNECT_TIMEOUT,
        FIRST_TOKEN_TIMEOUT,
        IDLE_TIMEOUT,
        ANSWER_TIMEOUT);
  }

  /// What they say of chats.
  static ChatSettings chat(Settings settings) {
    return new ChatSettings(
        settings.get(DEFAULT_MODEL),
        settings.get(CONCURRENT_REQUESTS),
        settings.get(WAITING_REQUESTS));
  }

  /// What they say of Ollama.
  static OllamaSettings ollama(Settings settings) {
    return new OllamaSettings(
        settings.get(OLLAMA_URL),
        settings.get(CONNECT_TIMEOUT),
        settings.get(FIRST_TOKEN_TIMEOUT),
        settings.get(IDLE_TIMEOUT),
        settings.get(ANSWER_TIMEOUT));
  }
}
