package dev.gazette.inference.ollama;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gazette.inference.provider.Model;
import dev.gazette.inference.provider.ModelName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads Ollama's answer to `/api/tags`: `{"models": [{"name": …, "size": …}, …]}`.
final class OllamaTags {

  private static final JsonFactory JSON = new JsonFactory();

  private OllamaTags() {}

  /// The models, by name. One whose name is none that could be asked for is left out.
  static List<Model> parse(byte[] body) throws IOException {
    var models = new ArrayList<Model>();
    try (var json = JSON.createParser(body)) {
      require(json, json.nextToken(), JsonToken.START_OBJECT);
      boolean listed = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean list = json.currentName().equals("models");
        json.nextToken();
        if (list) {
          listed = true;
          readModels(json, models);
        } else {
          json.skipChildren();
        }
      }
      if (!listed) {
        throw new JsonParseException(json, "No models");
      }
    }
    models.sort(Comparator.comparing(Model::name));
    return List.copyOf(models);
  }

  private static void readModels(JsonParser json, List<Model> models) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    require(json, json.currentToken(), JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(json, json.currentToken(), JsonToken.START_OBJECT);
      String name = "";
      long size = 0;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "name" -> name = json.getText();
          case "size" -> size = Math.max(0, json.getLongValue());
          default -> json.skipChildren();
        }
      }
      long known = size;
      ModelName.parse(name).ifPresent(parsed -> models.add(new Model(parsed, known)));
    }
  }

  private static void require(JsonParser json, JsonToken found, JsonToken wanted)
      throws IOException {
    if (found != wanted) {
      throw new JsonParseException(json, wanted + " expected");
    }
  }
}
