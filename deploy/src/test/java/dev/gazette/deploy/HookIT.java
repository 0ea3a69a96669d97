package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gazette.cli.output.JsonReader;
import dev.gazette.cli.testkit.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Hooks end to end: a receiver that is sent events, a command that is run for them.
@Timeout(120)
@ExtendWith(Running.Shared.class)
final class HookIT {

  private final Running gazette;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final HttpServer receiver;

  HookIT(Running gazette) throws IOException {
    this.gazette = gazette;
    this.receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /// One request to the receiver.
  private record Received(String id, String time, String signature, String body) {}

  @BeforeEach
  void listen() {
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    received.add(
        new Received(
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 500 : 204, -1);
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
  }

  private Received next() throws InterruptedException {
    var next = received.poll(60, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private static String signature(String secret, Received request) throws Exception {
    var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = request.id() + "." + request.time() + "." + request.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void receiverThatFailsOnce_isSentTheSameAgain_signed() throws Exception {
    var run = gazette.onBoard("hooked");
    run.gazette("hook", "create", "chat", "--url", url(), "--kind", "card.created", "-b", "hooked")
        .ok();
    failures.set(1);
    run.gazette("card", "create", "One").ok();
    run.gazette("card", "update", "HOOKED-1", "--title", "Two").ok();
    var first = next();
    var second = next();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(JsonReader.object(second.body())).containsEntry("type", "card.created");
    String secret = run.gazette("hook", "secret", "chat", "-q").ok().strip();
    assertThat(second.signature()).isEqualTo(signature(secret, second));
    awaitDelivered(run, "chat");
    run.gazette("hook", "redeliver", second.id()).ok();
    assertThat(next().id()).isEqualTo(first.id());
    run.gazette("hook", "delete", "chat").ok();
    assertThat(received).isEmpty();
  }

  private static void awaitDelivered(Run run, String hook) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (run.gazette("hook", "deliveries", hook, "--state", "delivered", "-q").ok().isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Test
  void command_isGivenTheEvent() throws Exception {
    var run = gazette.onBoard("noted");
    Path noted = gazette.machine().folder().resolve("noted");
    Files.deleteIfExists(noted);
    run.gazette("hook", "create", "desk", "--command", "note", "--board", "noted").ok();
    run.gazette("card", "create", "One").ok();
    awaitDelivered(run, "desk");
    assertThat(Files.readString(noted)).contains("card.created", "NOTED-1");
    run.gazette("hook", "delete", "desk").ok();
    assertThat(run.gazette("hook", "create", "desk", "--command", "rm").err())
        .contains("know no command 'rm'", "Known: note");
  }

  @Test
  void privateAddress_isNotCalled() {
    var run = gazette.onBoard("inside");
    run.gazette("hook", "create", "inside", "--url", "http://169.254.169.254/", "--board", "inside")
        .ok();
    run.gazette("card", "create", "One").ok();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!run.gazette("hook", "deliveries", "inside").ok().contains("no public address")) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    run.gazette("hook", "delete", "inside").ok();
  }
}
