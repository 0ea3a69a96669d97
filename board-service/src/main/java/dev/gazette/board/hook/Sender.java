package dev.gazette.board.hook;

import dev.gazette.platform.config.HostPort;
import dev.gazette.platform.peer.Egress;
import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sends deliveries: to a URL by `POST`, following no redirects; to a command of this machine, with
/// the body on its standard input. Each may take 10 s.
@Singleton
@Bean(preDestroy = "close")
public final class Sender implements AutoCloseable {

  /// How long one may take.
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int SUCCESSES = 2;
  private static final int HUNDRED = 100;

  private final HookSettings settings;
  private final PublicAddresses addresses;
  private final Egress egress;
  private final HookSecrets secrets;
  private final InstantSource clock;
  private @Nullable HttpClient http;

  /// A sender that keeps to these rules.
  public Sender(HookSettings settings, Egress egress, HookSecrets secrets, InstantSource clock) {
    this.settings = settings;
    this.addresses = new PublicAddresses(settings.allowed());
    this.egress = egress;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Sends one; why it was not taken, or empty when it was. Blocks.
  Optional<String> send(Hook hook, Delivery delivery) throws InterruptedException {
    try {
      return switch (hook.sink()) {
        case Sink.Url(var url) -> post(hook, url, delivery);
        case Sink.Command(var name) -> run(name, delivery);
      };
    } catch (IOException failure) {
      return Optional.of(String.valueOf(failure.getMessage()));
    }
  }

  private Optional<String> post(Hook hook, URI url, Delivery delivery)
      throws IOException, InterruptedException {
    var refusal =
        egress.refusal(new HostPort(url.getHost(), port(url))).or(() -> addresses.refusal(url));
    if (refusal.isPresent()) {
      return refusal;
    }
    long now = clock.instant().getEpochSecond();
    var request =
        HttpRequest.newBuilder(url)
            .timeout(LONGEST)
            .header("content-type", "application/json")
            .header("user-agent", "gazette")
            .header("webhook-id", delivery.id().value())
            .header("webhook-timestamp", Long.toString(now))
            .header(
                "webhook-signature", secrets.signature(hook, delivery.id(), now, delivery.body()))
            .POST(BodyPublishers.ofString(delivery.body()))
            .build();
    int status = http().send(request, BodyHandlers.discarding()).statusCode();
    return status / HUNDRED == SUCCESSES ? Optional.empty() : Optional.of("it answered " + status);
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return url.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
  }

  /// Made by the first call: it reads the certificate authorities of the machine.
  private synchronized HttpClient http() {
    if (http == null) {
      http =
          HttpClient.newBuilder()
              .connectTimeout(LONGEST)
              .followRedirects(HttpClient.Redirect.NEVER)
              .proxy(HttpClient.Builder.NO_PROXY)
              .build();
    }
    return http;
  }

  private Optional<String> run(String name, Delivery delivery)
      throws IOException, InterruptedException {
    var words = settings.commands().get(name);
    if (words == null) {
      return Optional.of("the settings have no command %s any more".formatted(name));
    }
    var process = start(words);
    try (var stdin = process.getOutputStream()) {
      stdin.write(delivery.body().getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // A command that does not read may have ended.
    }
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return Optional.of("the command took longer than %d s".formatted(LONGEST.toSeconds()));
    }
    int code = process.exitValue();
    return code == 0 ? Optional.empty() : Optional.of("the command exited with " + code);
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Override
  public synchronized void close() {
    if (http != null) {
      http.shutdownNow();
    }
  }
}
