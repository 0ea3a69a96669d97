package dev.gazette.cli.auth;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.target.PrivateFile;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc;
import dev.gazette.proto.board.v1.CreateChildTokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A child token for a process that works on a card, in a file of mode 0600 that goes with it. The
/// token itself dies with the lease.
///
/// @param folder the folder of the file, which holds nothing else
public record ChildToken(Path folder) implements AutoCloseable {

  /// Has the board sign one.
  ///
  /// @param epoch the lease that it dies with
  /// @param grants what it may do, each `SCOPE` or `SCOPE@RESOURCE`
  public static ChildToken make(Session session, String card, long epoch, List<String> grants) {
    var request = CreateChildTokenRequest.newBuilder().setCardId(card).setEpoch(epoch);
    grants.forEach(grant -> request.addGrants(Grants.parse(grant)));
    var issued = session.call(ChildTokenServiceGrpc.getCreateChildTokenMethod(), request.build());
    var token = new ChildToken(newFolder());
    PrivateFile.write(token.file(), issued.getSecret() + "\n");
    return token;
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("gazette-");
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "FILE_NOT_WRITTEN", "Cannot make a folder: %s.", failure.getMessage());
    }
  }

  /// The file that holds its secret.
  public Path file() {
    return folder.resolve("token");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file());
      Files.deleteIfExists(folder);
    } catch (IOException _) {
      // What is left in it holds no longer than the lease.
    }
  }
}
