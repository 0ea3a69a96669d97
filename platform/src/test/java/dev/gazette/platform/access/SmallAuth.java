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
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// An auth service in small, behind the production interceptors: tokens in memory, and a server that
/// a test stops and starts.
final class SmallAuth extends TokenServiceImplBase implements AutoCloseable {

  private final String name = "auth-" + UUID.randomUUID();
  private final CallChain chain =
      new CallChain(
          new Admission(
              _ -> CompletableFuture.failedFuture(TOKEN_INVALID.because("Services only.")),
              _ -> Caller.service("board", "owner"),
              _ -> {}),
          new SimpleMeterRegistry());
  private final ManagedChannel channel =
      InProcessChannelBuilder.forName(name)
          .directExecutor()
          .intercept(MetadataUtils.newAttachHeadersInterceptor(callToken()))
          .build();
  private final Random random = new Random(7);
  private final Map<String, Introspection> tokens = new HashMap<>();
  private final List<String> revoked = new ArrayList<>();
  private final List<StreamObserver<WatchRevocationsResponse>> watchers = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private @Nullable Server server;
  final List<RecordUseRequest> uses = new ArrayList<>();
  boolean holding;
  int asked;
  int watched;

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
      server =
          InProcessServerBuilder.forName(name)
              .directExecutor()
              .addService(chain.guard(this))
              .build()
              .start();
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
