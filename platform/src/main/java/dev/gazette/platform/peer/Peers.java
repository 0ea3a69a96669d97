package dev.gazette.platform.peer;

import static dev.gazette.platform.error.PlatformReason.PEER_UNAVAILABLE;

import dev.gazette.platform.config.Settings;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.trust.CallTokens;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.micronaut.context.annotation.Bean;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The other services, to be called: one connection each, made on the first call and again by
/// itself when a peer comes back. Plaintext, on loopback or a private network. Nothing is sent
/// twice: gRPC's own retries are off, and what must be repeated is repeated under its request id by
/// the outbox.
@Singleton
@Bean(preDestroy = "close")
public final class Peers implements AutoCloseable {

  /// Twice what the servers permit as the least.
  private static final long KEEPALIVE_SECONDS = 30;

  private static final long KEEPALIVE_TIMEOUT_SECONDS = 10;

  private final ServiceName self;
  private final Settings settings;
  private final Egress egress;
  private final CallTokens tokens;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("peer-", 0).factory());
  private final Map<ServiceName, ManagedChannel> channels = new EnumMap<>(ServiceName.class);

  /// The peers of a service.
  public Peers(ServiceName self, Settings settings, Egress egress, CallTokens tokens) {
    this.self = self;
    this.settings = settings;
    this.egress = egress;
    this.tokens = tokens;
  }

  /// The channel to a peer, for stubs; they answer on virtual threads. Refused with
  /// `PEER_UNAVAILABLE` when the offline mode forbids its address.
  public synchronized Channel channel(ServiceName peer) {
    return channels.computeIfAbsent(peer, this::open);
  }

  private ManagedChannel open(ServiceName peer) {
    var address = settings.peer(peer);
    egress
        .refusal(address)
        .ifPresent(sentence -> {
          throw PEER_UNAVAILABLE.because("Cannot call %s: %s", peer.id(), sentence);
        });
    var reconnecting = new Reconnecting();
    var channel =
        NettyChannelBuilder.forAddress(address.host(), address.port())
            .usePlaintext()
            .executor(threads)
            .disableRetry()
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .keepAliveTimeout(KEEPALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .intercept(reconnecting, new VouchedCalls(self, peer, tokens))
            .build();
    reconnecting.watch(channel);
    return channel;
  }

  /// Ends all calls and connections at once: who calls has a record of what it intends.
  @Override
  public synchronized void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
    channels.clear();
    threads.shutdown();
  }
}
