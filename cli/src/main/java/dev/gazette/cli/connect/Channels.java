package dev.gazette.cli.connect;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.target.Service;
import dev.gazette.cli.target.Target;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The channels of one run, each opened at its first call, all on one event-loop thread. The loop
/// is shut before the process exits: a thread in native code makes the JVM wait for 300 ms.
final class Channels implements AutoCloseable {

  private static final int LARGEST_ANSWER = 64 * 1024 * 1024;
  private static final long CLOSING_SECONDS = 2;

  private final Target target;
  private final Map<Service, ManagedChannel> channels = new EnumMap<>(Service.class);
  private @Nullable EventLoopGroup loop;

  Channels(Target target) {
    this.target = target;
  }

  /// The channel to a service.
  synchronized ManagedChannel to(Service service) {
    return channels.computeIfAbsent(service, this::open);
  }

  private ManagedChannel open(Service service) {
    if (loop == null) {
      // Named, because Netty would look for three other logs on the class path first.
      InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
      loop = new NioEventLoopGroup(1, new DefaultThreadFactory("grpc", true));
    }
    var builder =
        NettyChannelBuilder.forAddress(resolved(service))
            .eventLoopGroup(loop)
            .channelType(NioSocketChannel.class, InetSocketAddress.class)
            .directExecutor()
            .proxyDetector(_ -> null)
            .disableRetry()
            .disableServiceConfigLookUp()
            .maxInboundMessageSize(LARGEST_ANSWER)
            .overrideAuthority(target.address(service).toString());
    return (target.plaintext() ? builder.usePlaintext() : builder.useTransportSecurity()).build();
  }

  private InetSocketAddress resolved(Service service) {
    var address = target.address(service);
    try {
      return address.resolved();
    } catch (UnknownHostException _) {
      throw Failure.because(
          Exit.UNREACHABLE,
          "UNREACHABLE",
          "Cannot reach %s: nobody knows a host of that name. %s named it.",
          address,
          target.origin());
    }
  }

  @Override
  public synchronized void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
    try {
      for (var channel : channels.values()) {
        channel.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
      }
      if (loop != null) {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).await(CLOSING_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    channels.clear();
  }
}
