package dev.gazette.cli.target;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.process.Surroundings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The named places that the person keeps:
/// `${XDG_CONFIG_HOME:-~/.config}/gazette/contexts.properties`, mode 0600, because it may hold
/// tokens.
public final class Contexts {

  /// The name that stands for the home, whatever contexts there are.
  public static final String HOME = "home";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final String CURRENT = "current";
  private static final String PREFIX = "context.";
  private static final String BOARD = "board.";

  private final Path file;
  private final TreeMap<String, String> lines = new TreeMap<>();

  private Contexts(Path file) {
    this.file = file;
  }

  /// A named place.
  ///
  /// @param name its name
  /// @param server its `HOST[:PORT]`
  /// @param tokenFile the file that holds the token; empty when `token` is kept here
  /// @param token the token itself; empty when it lies in a file
  public record Context(String name, String server, String tokenFile, String token) {

    /// The same with another token, kept here.
    Context having(String another) {
      return new Context(name, server, "", another);
    }

    @Override
    public String toString() {
      return "Context[name=" + name + ", server=" + server + ", token=****]";
    }
  }

  /// Those of the person.
  public static Contexts of(Surroundings around) {
    var config =
        around
            .variable("XDG_CONFIG_HOME")
            .map(Path::of)
            .orElseGet(() -> around.userHome().resolve(".config"));
    var contexts = new Contexts(config.resolve("gazette").resolve("contexts.properties"));
    contexts.load();
    return contexts;
  }

  private void load() {
    if (!Files.exists(file)) {
      return;
    }
    var properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file)));
    } catch (IOException | IllegalArgumentException failure) {
      throw Failure.usage("Cannot read %s: %s.", file, failure.getMessage());
    }
    properties.stringPropertyNames().forEach(key -> lines.put(key, properties.getProperty(key)));
  }

  /// Where they are kept.
  public Path file() {
    return file;
  }

  /// The one in use, unless it is the home.
  public Optional<Context> current() {
    return Optional.ofNullable(lines.get(CURRENT)).flatMap(this::find);
  }

  /// All of them, by name.
  public java.util.List<Context> all() {
    return lines.keySet().stream()
        .filter(key -> key.startsWith(PREFIX) && key.endsWith(".server"))
        .map(key -> key.substring(PREFIX.length(), key.length() - ".server".length()))
        .flatMap(name -> find(name).stream())
        .toList();
  }

  /// The one of a name.
  public Optional<Context> find(String name) {
    return Optional.ofNullable(lines.get(PREFIX + name + ".server"))
        .map(server ->
            new Context(
                name,
                server,
                lines.getOrDefault(PREFIX + name + ".token_file", ""),
                lines.getOrDefault(PREFIX + name + ".token", "")));
  }

  /// Keeps one, in place of another of its name.
  public void put(Context context) {
    if (!NAME.matcher(context.name()).matches() || context.name().equals(HOME)) {
      throw Failure.usage(
          "A context cannot be named %s: use a-z, 0-9, dot, hyphen, underscore, and not %s.",
          context.name(), HOME);
    }
    set(context.name(), "server", context.server());
    set(context.name(), "token_file", context.tokenFile());
    set(context.name(), "token", context.token());
  }

  private void set(String name, String key, String value) {
    if (value.isEmpty()) {
      lines.remove(PREFIX + name + "." + key);
    } else {
      lines.put(PREFIX + name + "." + key, value);
    }
  }

  /// Uses one from now on; {@link #HOME} uses the home.
  public void use(String name) {
    if (name.equals(HOME)) {
      lines.remove(CURRENT);
    } else if (find(name).isPresent()) {
      lines.put(CURRENT, name);
    } else {
      throw Failure.because(
          Exit.NOT_FOUND,
          "CONTEXT_NOT_FOUND",
          "There is no context %s; `gazette auth login %s` makes it, `gazette auth contexts` lists"
              + " them.",
          name,
          name);
    }
  }

  /// The board to work on there, where one was chosen.
  public Optional<String> board() {
    return Optional.ofNullable(lines.get(boardKey()));
  }

  /// Works on a board from now on, in the place that is in use.
  public void useBoard(String board) {
    lines.put(boardKey(), board);
  }

  private String boardKey() {
    return BOARD + lines.getOrDefault(CURRENT, HOME);
  }

  /// What the file holds with a context in place of another of its name.
  String with(Context context) {
    put(context);
    return text();
  }

  /// Writes them down.
  public void save() {
    PrivateFile.write(file, text());
  }

  private String text() {
    var text = new StringBuilder();
    lines.forEach((key, value) ->
        text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
    return text.toString();
  }
}
