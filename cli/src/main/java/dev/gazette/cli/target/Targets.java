package dev.gazette.cli.target;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.process.Surroundings;
import dev.gazette.cli.target.Contexts.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Chooses the target of a run: an option over the environment over the context in use over the
/// home. `GAZETTE_HOME` is environment too, so it wins over a context. A token is only ever sent to
/// the place it belongs to: a server that is named needs a token that is named, or a context of
/// that server.
public final class Targets {

  /// The variable that names the file of the token.
  public static final String TOKEN_FILE = "GAZETTE_TOKEN_FILE";

  private static final String SERVER = "GAZETTE_SERVER";

  private final Surroundings around;
  private final Contexts contexts;

  /// A choice in these surroundings.
  public Targets(Surroundings around) {
    this.around = around;
    this.contexts = Contexts.of(around);
  }

  /// The target of a run with these options.
  public Target choose(@Nullable String server, @Nullable String tokenFile) {
    var token =
        Optional.ofNullable(tokenFile)
            .map(file -> TokenPlace.of("--token-file", Path.of(file)))
            .or(() ->
                around.variable(TOKEN_FILE).map(file -> TokenPlace.of(TOKEN_FILE, Path.of(file))));
    if (server != null) {
      return named("--server", server, token);
    }
    var environment = around.variable(SERVER);
    if (environment.isPresent()) {
      return named(SERVER, environment.get(), token);
    }
    var context = Home.isNamed(around) ? Optional.<Context>empty() : contexts.current();
    return context.map(it -> of(it, token)).orElseGet(() -> home(token));
  }

  private Target named(String from, String server, Optional<TokenPlace> token) {
    var kept =
        contexts.all().stream()
            .filter(context -> context.server().equals(server))
            .findFirst()
            .map(context -> TokenPlace.of(contexts, context));
    return at(from, server, kept, token);
  }

  private Target of(Context context, Optional<TokenPlace> token) {
    return at(
        "context " + context.name(),
        context.server(),
        Optional.of(TokenPlace.of(contexts, context)),
        token);
  }

  private Target at(
      String from, String server, Optional<TokenPlace> kept, Optional<TokenPlace> token) {
    var first = Address.parse(from, server, Service.FIRST_PORT);
    if (Service.AUTH.port(first.port()) > 65_535) {
      throw Failure.usage("%s %s: the last of the five ports is over 65535.", from, server);
    }
    return new Target(
        from,
        service -> new Address(first.host(), service.port(first.port())),
        _ -> Optional.empty(),
        token.or(() -> kept).map(TokenPlace::token).orElse(() -> missing(from)),
        Stream.of(kept, token).flatMap(Optional::stream).toList(),
        false,
        Map.of(SERVER, server),
        first.isLoopback()
            || around.variable("GAZETTE_PRIVATE_NETWORK").filter("true"::equals).isPresent());
  }

  private static String missing(String from) {
    throw Failure.because(
        Exit.DENIED,
        "TOKEN_MISSING",
        "%s names a server but no token: add --token-file FILE or set %s.",
        from,
        TOKEN_FILE);
  }

  private Target home(Optional<TokenPlace> token) {
    var home = Home.of(around);
    var kept = TokenPlace.of("GAZETTE_HOME", home.token());
    return new Target(
        home.folder().toString(),
        service -> home.address(service, around),
        home::health,
        token.map(TokenPlace::token).orElse(() -> tokenOf(home, kept)),
        Stream.concat(Stream.of(kept), token.stream()).toList(),
        true,
        Map.of(Home.VARIABLE, home.folder().toString(), SERVER, ""),
        true);
  }

  private static String tokenOf(Home home, TokenPlace kept) {
    if (!Files.exists(home.token())) {
      throw Failure.because(
          Exit.UNREACHABLE,
          "NOT_STARTED",
          "There is no token at %s: start Gazette with `gazette up`, or name a server with --server"
              + " and --token-file.",
          home.token());
    }
    return kept.token().get();
  }
}
