package dev.gazette.platform.access;

import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;
import static dev.gazette.platform.error.PlatformReason.TOKEN_REVOKED;

import dev.gazette.platform.grpc.Admission;
import dev.gazette.platform.grpc.CallChain;
import dev.gazette.proto.auth.v1.IntrospectRequest;
import dev.gazette.proto.auth.v1.Introspection;
import dev.gazette.proto.auth.v1.RecordUseRequest;
import dev.gazette.proto.auth.v1.RecordUseResponse;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import dev.gazette.proto.auth.v1.TokenServiceGrpc.TokenServiceImplBase;
import dev.gazette.proto.auth.v1.TokenServiceGrpc.TokenServiceStub;
import dev.gazette.proto.auth.v1.WatchRevocationsRequest;
import dev.gazette.proto.auth.v1.WatchRevocationsResponse;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An auth service in small, behind the production interceptors: tokens in memory, and a server
/// that a test stops and starts.
final class SmallAuth extends TokenServiceImplBase implements AutoCloseable {

  private final CallChain chain =
      new CallChain(
          new Admission(
              _ -> CompletableFuture.failedFuture(TOKEN_INVALID.because("Services only.")),
              _ -> CompletableFuture.failedFuture(TOKEN_INVALID.because("Services only.")),
              _ -> Caller.service("board", "owner"),
              _ -> {}),
          new SimpleMeterRegistry(),
          InstantSource.system());
  private final ManagedChannel channel;
  private final Supplier<ServerBuilder<?>> servers;
  private final Random random = new Random(7);
  private final Map<String, Introspection> tokens = new HashMap<>();
  private final List<String> revoked = new ArrayList<>();
  private final List<StreamObserver<WatchRevocationsResponse>> watchers = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private @Nullable Server server;
  final List<RecordUseRequest> uses = new ArrayList<>();
  final CompletableFuture<@Nullable Void> firstWatch = new CompletableFuture<>();
  boolean holding;
  int asked;
  int watched;

  /// One in the process of the test.
  SmallAuth() {
    this("auth-" + UUID.randomUUID());
  }

  private SmallAuth(String name) {
    this(InProcessChannelBuilder.forName(name), () -> InProcessServerBuilder.forName(name));
  }

  /// One on a port of this machine.
  static SmallAuth onLoopback(int port) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return new SmallAuth(
        NettyChannelBuilder.forAddress(address).usePlaintext(),
        () -> NettyServerBuilder.forAddress(address));
  }

  private SmallAuth(ManagedChannelBuilder<?> client, Supplier<ServerBuilder<?>> servers) {
    this.channel =
        client
            .directExecutor()
            .intercept(MetadataUtils.newAttachHeadersInterceptor(callToken()))
            .build();
    this.servers = servers;
  }

  private static Metadata callToken() {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer call-token");
    return headers;
  }

  TokenServiceStub stub() {
    return TokenServiceGrpc.newStub(channel);
  }

  void start() {
    try {
      server = servers.get().directExecutor().addService(chain.guard(this)).build().start();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  void stop() {
    var running = server;
    if (running != null) {
      running.shutdownNow();
      watchers.clear();
    }
  }

  /// Makes a token; answers its secret.
  String issue(Introspection.Builder token) {
    var secret = TokenSecret.generate(random).text();
    tokens.put(secret, token.build());
    return secret;
  }

  void revoke(String tokenId) {
    revoked.add(tokenId);
    send(WatchRevocationsResponse.newBuilder().addTokenIds(tokenId).build());
  }

  void beat() {
    send(WatchRevocationsResponse.getDefaultInstance());
  }

  private void send(WatchRevocationsResponse message) {
    watchers.forEach(watcher -> watcher.onNext(message));
  }

  void release() {
    holding = false;
    held.forEach(Runnable::run);
    held.clear();
  }

  @Override
  public void introspect(IntrospectRequest request, StreamObserver<Introspection> observer) {
    asked++;
    var token = tokens.get(request.getSecret());
    if (token == null) {
      throw TOKEN_INVALID.because("Nobody knows this token.");
    }
    if (revoked.contains(token.getTokenId())) {
      throw TOKEN_REVOKED.because("Token %s was revoked.", token.getActor());
    }
    Runnable answer =
        () -> {
          observer.onNext(token);
          observer.onCompleted();
        };
    if (holding) {
      held.add(answer);
    } else {
      answer.run();
    }
  }

  @Override
  public void watchRevocations(
      WatchRevocationsRequest request, StreamObserver<WatchRevocationsResponse> observer) {
    watched++;
    firstWatch.complete(null);
    watchers.add(observer);
    observer.onNext(WatchRevocationsResponse.newBuilder().addAllTokenIds(revoked).build());
  }

  @Override
  public void recordUse(RecordUseRequest request, StreamObserver<RecordUseResponse> observer) {
    uses.add(request);
    observer.onNext(RecordUseResponse.getDefaultInstance());
    observer.onCompleted();
  }

  @Override
  public void close() {
    stop();
    channel.shutdownNow();
    chain.close();
  }
}
