package dev.gazette.cli.auth;

import dev.gazette.cli.target.Contexts;
import java.util.LinkedHashMap;
import java.util.Map;

/// A context as it is printed: never with its token.
final class ContextRow {

  private ContextRow() {}

  /// The fields of one context; of the home, where there is no server to name.
  static Map<String, Object> of(Contexts contexts, String name) {
    var context = contexts.find(name);
    boolean current =
        contexts
            .current()
            .map(it -> it.name().equals(name))
            .orElseGet(() -> name.equals(Contexts.HOME));
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", name);
    fields.put("server", context.map(Contexts.Context::server).orElse(""));
    fields.put("token_file", context.map(Contexts.Context::tokenFile).orElse(""));
    fields.put("current", current);
    return fields;
  }
}
