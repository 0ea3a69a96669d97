package dev.gazette.platform.testkit;

import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.ChildVouching;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.access.Limiter;
import dev.gazette.platform.error.PlatformReason;
import dev.gazette.platform.event.EventFeed;
import dev.gazette.platform.grpc.Admission;
import dev.gazette.platform.grpc.CallChain;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.idempotency.Answers;
import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/// A service's gRPC adapters behind the production interceptors, on a real SQLite file, in process.
/// Tokens are the test's own: {@link #token} makes one.
public final class TestServer implements AutoCloseable {

  private final PinnedClock clock = new PinnedClock();
  private final Map<String, Caller> tokens = new ConcurrentHashMap<>();
  private final AtomicLong revoked = new AtomicLong();
  private volatile ChildVouching children =
      _ ->
          CompletableFuture.failedFuture(
              PlatformReason.TOKEN_INVALID.because("Nobody vouches for it."));
  private volatile Authenticator authenticator =
      _ ->
          CompletableFuture.failedStage(
              PlatformReason.TOKEN_INVALID.because("Nobody knows this token."));
  private final Readers readers;
  private final Writer writer;
  private final EventFeed feed;
  private final CallChain chain;
  private final Server server;
  private final ManagedChannel channel;

  /// Starts the adapters that a function makes of this server's calls, in a folder of the test's.
  public TestServer(
      String service, Path folder, Function<TestServer, List<? extends BindableService>> adapters) {
    var database = Database.file(service, folder.resolve(service + ".db"));
    Migrated.file(database);
    var source = new SQLiteDataSource();
    source.setUrl(database.url());
    readers = new Readers(source, database.dialect(), Thread::startVirtualThread);
    feed = new EventFeed(readers);
    writer = new Writer(database, clock, new Random(42), feed::advance);
    Limiter unlimited = _ -> {};
    var admission =
        new Admission(
            new OwnTokens(),
            secret -> children.vouch(secret),
            _ -> Caller.service("governor", "owner"),
            unlimited);
    chain = new CallChain(admission, new SimpleMeterRegistry(), clock);
    String name = "test-" + UUID.randomUUID();
    var builder = InProcessServerBuilder.forName(name).directExecutor();
    adapters.apply(this).forEach(adapter -> builder.addService(chain.guard(adapter)));
    server = start(builder.build());
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  private static Server start(Server server) {
    try {
      return server.start();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /// The test's own tokens, and whoever knows others.
  private final class OwnTokens implements Authenticator {
    @Override
    public CompletionStage<Caller> authenticate(String secret) {
      var caller = tokens.get(secret);
      if (caller == null) {
        return authenticator.authenticate(secret);
      }
      return caller.kind() == Caller.Kind.NOBODY
          ? CompletableFuture.failedStage(
              PlatformReason.TOKEN_REVOKED.because("The token was revoked."))
          : CompletableFuture.completedStage(caller);
    }

    @Override
    public long endings() {
      return revoked.get() + authenticator.endings();
    }
  }

  /// Ends a token of the test's own.
  public void revoke(String secret) {
    tokens.put(secret, Caller.NOBODY);
    revoked.incrementAndGet();
  }

  /// Asks this one for secrets that are not the test's own.
  public void authenticateBy(Authenticator other) {
    authenticator = other;
  }

  /// Asks this one for child tokens.
  public void vouchForChildrenBy(ChildVouching other) {
    children = other;
  }

  /// What adapters answer through.
  public Calls calls() {
    return new Calls(writer, readers, new Answers(new byte[32]));
  }

  /// The writer of the store.
  public Writer writer() {
    return writer;
  }

  /// The readers of the store.
  public Readers readers() {
    return readers;
  }

  /// The feed of the store's log.
  public EventFeed feed() {
    return feed;
  }

  /// The clock that transactions run by.
  public PinnedClock clock() {
    return clock;
  }

  /// A secret whose caller holds these grants, each `scope` or `scope@resource`.
  public String token(String name, String... grants) {
    return token(name, null, grants);
  }

  /// A secret that lapses after a while.
  public String tokenFor(String name, Duration lifetime, String... grants) {
    return token(name, clock.instant().plus(lifetime), grants);
  }

  private String token(String name, @Nullable Instant end, String... grants) {
    var held =
        List.of(grants).stream()
            .map(grant -> grant.split("@", 2))
            .map(parts -> new Grant(parts[0], parts.length > 1 ? parts[1] : ""))
            .toList();
    String secret = "gzt_" + UUID.randomUUID();
    tokens.put(secret, new Caller(name, name, Caller.Kind.TOKEN, held, CallLimit.NONE, end));
    return secret;
  }

  /// A stub that calls without a token.
  public <S extends AbstractStub<S>> S anonymous(Function<ManagedChannel, S> stub) {
    return stub.apply(channel);
  }

  /// A stub that calls with a secret.
  public <S extends AbstractStub<S>> S with(String secret, Function<ManagedChannel, S> stub) {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + secret);
    return stub.apply(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /// A stub that calls as the owner.
  public <S extends AbstractStub<S>> S asOwner(Function<ManagedChannel, S> stub) {
    return with(token("owner", "*"), stub);
  }

  /// A stub that calls as another service.
  public <S extends AbstractStub<S>> S asService(Function<ManagedChannel, S> stub) {
    return with("call-token", stub);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    writer.close();
    chain.close();
  }
}
