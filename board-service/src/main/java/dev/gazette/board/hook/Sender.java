package dev.gazette.board.hook;

import dev.gazette.platform.config.HostPort;
import dev.gazette.platform.peer.Egress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// Sends deliveries: to a URL by `POST`, following no redirects; to a command of this machine, with
/// the body on its standard input. Each may take 10 s.
@Singleton
public final class Sender {

  /// How long one may take, whatever the receiver does.
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final int SUCCESSES = 2;
  private static final int HUNDRED = 100;

  private final HookSettings settings;
  private final PublicAddresses addresses;
  private final Egress egress;
  private final HookSecrets secrets;
  private final InstantSource clock;

  /// A sender that keeps to these rules.
  public Sender(HookSettings settings, Egress egress, HookSecrets secrets, InstantSource clock) {
    this.settings = settings;
    this.addresses = new PublicAddresses(settings.allowed(), InetAddress::getAllByName);
    this.egress = egress;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Sends one; why it was not taken, or empty when it was. Blocks.
  Optional<String> send(Hook hook, Delivery delivery) throws InterruptedException {
    try {
      return switch (hook.sink()) {
        case Sink.Url(var url) -> call(hook, url, delivery);
        case Sink.Command(var name) -> run(name, delivery);
      };
    } catch (IOException failure) {
      return Optional.of(String.valueOf(failure.getMessage()));
    }
  }

  private Optional<String> call(Hook hook, URI url, Delivery delivery) throws IOException {
    var offline = egress.refusal(new HostPort(url.getHost(), PublicAddresses.port(url)));
    if (offline.isPresent()) {
      return offline;
    }
    return switch (addresses.look(url)) {
      case Destination.Refused(var why) -> Optional.of(why);
      case Destination.At(var address) ->
          post(new Post(url, address, headers(hook, delivery), delivery.body()));
    };
  }

  private static Optional<String> post(Post post) throws IOException {
    int status = post.send(() -> (SSLSocketFactory) SSLSocketFactory.getDefault(), LONGEST);
    return status / HUNDRED == SUCCESSES ? Optional.empty() : Optional.of("it answered " + status);
  }

  private Map<String, String> headers(Hook hook, Delivery delivery) {
    long now = clock.instant().getEpochSecond();
    return Map.of(
        "user-agent", "gazette",
        "webhook-id", delivery.id().value(),
        "webhook-timestamp", Long.toString(now),
        "webhook-signature", secrets.signature(hook, delivery.id(), now, delivery.body()));
  }

  private Optional<String> run(String name, Delivery delivery)
      throws IOException, InterruptedException {
    var words = settings.commands().get(name);
    return words == null
        ? Optional.of("the settings have no command %s any more".formatted(name))
        : CommandRun.run(words, delivery.body(), LONGEST);
  }
}
