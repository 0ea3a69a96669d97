package dev.gazette.auth.token;

import dev.gazette.auth.audit.AuditGrpcService;
import dev.gazette.auth.audit.Refusals;
import dev.gazette.auth.recovery.RecoverySecret;
import dev.gazette.platform.testkit.TestServer;
import dev.gazette.proto.auth.v1.AuditServiceGrpc;
import dev.gazette.proto.auth.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import dev.gazette.proto.auth.v1.TokenServiceGrpc.TokenServiceBlockingStub;
import io.grpc.BindableService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// The auth service as it runs, on the files of a folder: real tokens behind the production
/// interceptors.
final class AuthServer implements AutoCloseable {

  private final Path folder;
  private final TestServer server;

  AuthServer(Path folder) {
    this.folder = folder;
    this.server = new TestServer("auth", folder, started -> adapters(started, folder));
  }

  private static List<BindableService> adapters(TestServer server, Path folder) {
    var random = new SecureRandom();
    var clock = server.clock();
    var revocations = new Revocations();
    var known = new KnownTokens(server.readers(), revocations);
    var hasher = new SecretHasher(HashKey.load(folder.resolve("token-key"), random));
    var refusals = new Refusals(server.writer(), clock);
    var vouching = new Vouching(hasher, known, refusals, clock);
    new OwnerToken(
            folder.resolve("token"), server.readers(), server.writer(), new Tokens(hasher), known)
        .ensure(random);
    server.authenticateBy(
        new TableAuthenticator(vouching, new LastUses(server.writer(), clock), revocations));
    var recovery = new RecoverySecret(folder.resolve("recovery"), random, clock);
    return List.of(
        new TokenGrpcService(
            server.calls(), hasher, known, vouching, revocations, recovery, refusals, clock),
        new AuditGrpcService(server.calls()));
  }

  TestServer server() {
    return server;
  }

  /// What a file of the home holds, without its line end.
  String file(String name) {
    try {
      return Files.readString(folder.resolve(name)).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  TokenServiceBlockingStub as(String secret) {
    return server.with(secret, TokenServiceGrpc::newBlockingStub);
  }

  TokenServiceBlockingStub asOwner() {
    return as(file("token"));
  }

  TokenServiceBlockingStub asService() {
    return server.asService(TokenServiceGrpc::newBlockingStub);
  }

  TokenServiceBlockingStub asNobody() {
    return server.anonymous(TokenServiceGrpc::newBlockingStub);
  }

  AuditServiceBlockingStub audit() {
    return server.with(file("token"), AuditServiceGrpc::newBlockingStub);
  }

  @Override
  public void close() {
    server.close();
  }
}
