package dev.gazette.inference.ollama;

import dev.gazette.platform.config.HostPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Reads where Ollama is, in the forms that its own `OLLAMA_HOST` takes: a URL, `host`, `host:port`
/// or `:port`, with port 11434 where neither a port nor a scheme is given. The address that a
/// server listens on everywhere (`0.0.0.0`, `[::]`) means this machine.
public final class OllamaUrl {

  private static final int OLLAMA_PORT = 11_434;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /// What a text must be to be read.
  public static final String EXPECTED = "a URL or host:port, e.g. http://127.0.0.1:11434";

  private OllamaUrl() {}

  /// The URL of a text, without a slash at its end.
  ///
  /// @throws IllegalArgumentException with what is expected, as the end of "must be …"
  public static URI parse(String text) {
    boolean schemed = text.contains("://");
    var given = uri(schemed ? text : "http://" + (text.startsWith(":") ? "127.0.0.1" : "") + text);
    String scheme = given.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https"))
        || given.getHost() == null
        || given.getUserInfo() != null
        || given.getQuery() != null
        || given.getFragment() != null) {
      throw new IllegalArgumentException(EXPECTED);
    }
    int port = given.getPort() < 0 && !schemed ? OLLAMA_PORT : given.getPort();
    String end = port < 0 ? "" : ":" + port;
    return uri(scheme + "://" + reachable(given.getHost()) + end + path(given));
  }

  private static String path(URI given) {
    return given.getRawPath().replaceAll("/+$", "");
  }

  private static String reachable(String host) {
    return host.equals("0.0.0.0") || host.equals("[::]") ? "127.0.0.1" : host;
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException(EXPECTED);
    }
  }

  /// Whom a connection to it goes to.
  public static HostPort address(URI url) {
    int implied = url.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
    String host = url.getHost().replaceAll("^\\[(.*)]$", "$1");
    return new HostPort(host, url.getPort() < 0 ? implied : url.getPort());
  }
}
