package dev.gazette.inference.ollama;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gazette.inference.provider.Prompt;
import dev.gazette.inference.provider.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/// Writes a prompt as the body of `/api/chat`. Always asks for a stream: ending one ends the
/// model's work, also where the caller wants the answer whole.
final class OllamaQuestion {

  private static final JsonFactory JSON = new JsonFactory();

  private OllamaQuestion() {}

  static byte[] body(Prompt prompt) {
    var body = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("model", prompt.model().text());
      json.writeBooleanField("stream", true);
      writeTurns(json, prompt);
      writeOptions(json, prompt);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Memory does not fail to write", impossible);
    }
    return body.toByteArray();
  }

  private static void writeTurns(JsonGenerator json, Prompt prompt) throws IOException {
    json.writeArrayFieldStart("messages");
    for (Turn turn : prompt.turns()) {
      json.writeStartObject();
      json.writeStringField("role", turn.role().name().toLowerCase(Locale.ROOT));
      json.writeStringField("content", turn.content());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeOptions(JsonGenerator json, Prompt prompt) throws IOException {
    json.writeObjectFieldStart("options");
    if (prompt.maxTokens().isPresent()) {
      json.writeNumberField("num_predict", prompt.maxTokens().getAsInt());
    }
    if (prompt.temperature().isPresent()) {
      json.writeNumberField("temperature", prompt.temperature().get());
    }
    json.writeEndObject();
  }
}
