package dev.gazette.inference.ollama;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// One line of Ollama's answer to `/api/chat` (https://docs.ollama.com/api/streaming), or its error
/// object.
///
/// @param content what comes next; empty for a line of thought, and mostly in the last line
/// @param done whether it is the last line
/// @param promptTokens `prompt_eval_count`, in the last line; 0 when absent
/// @param completionTokens `eval_count`, in the last line; 0 when absent
/// @param error what went wrong there; empty for nothing
record OllamaLine(
    String content, boolean done, long promptTokens, long completionTokens, String error) {

  private static final JsonFactory JSON = new JsonFactory();

  /// Reads a line.
  ///
  /// @throws IOException when it is not one of Ollama's
  static OllamaLine parse(byte[] line) throws IOException {
    try (var json = JSON.createParser(line)) {
      var parsed = new Fields().read(json);
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "More than one value");
      }
      return parsed;
    }
  }

  /// The fields found so far.
  private static final class Fields {
    private String content = "";
    private String error = "";
    private boolean done;
    private boolean known;
    private long promptTokens;
    private long completionTokens;

    OllamaLine read(JsonParser json) throws IOException {
      require(json, json.nextToken(), JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        read(field, json);
      }
      if (!known) {
        throw new JsonParseException(json, "Neither message, nor end, nor error");
      }
      return new OllamaLine(content, done, promptTokens, completionTokens, error);
    }

    private void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "message" -> {
          require(json, json.currentToken(), JsonToken.START_OBJECT);
          known = true;
          readMessage(json);
        }
        case "done" -> {
          done = json.getBooleanValue();
          known |= done;
        }
        case "error" -> {
          error = text(json);
          known = true;
        }
        case "prompt_eval_count" -> promptTokens = count(json);
        case "eval_count" -> completionTokens = count(json);
        default -> json.skipChildren();
      }
    }

    private void readMessage(JsonParser json) throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("content")) {
          content = text(json);
        } else {
          json.skipChildren();
        }
      }
    }

    private static String text(JsonParser json) throws IOException {
      require(json, json.currentToken(), JsonToken.VALUE_STRING);
      return json.getText();
    }

    private static long count(JsonParser json) throws IOException {
      require(json, json.currentToken(), JsonToken.VALUE_NUMBER_INT);
      return Math.max(0, json.getLongValue());
    }

    private static void require(JsonParser json, JsonToken found, JsonToken wanted)
        throws IOException {
      if (found != wanted) {
        throw new JsonParseException(json, wanted + " expected");
      }
    }
  }
}
