package dev.gazette.platform.home;

import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.service.ServiceName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The folder that holds everything a Gazette keeps.
///
/// @param root the folder itself
/// @param trust where the public keys lie, which containers share
public record Home(Path root, Path trust) {

  /// A home whose public keys lie inside it.
  public Home(Path root) {
    this(root, root.resolve("trust"));
  }

  /// The same home with its public keys elsewhere.
  public Home withTrust(Path folder) {
    return new Home(root, folder);
  }

  /// A service's own folder: nobody else's data.
  public Path data(ServiceName service) {
    return root.resolve("data").resolve(service.id());
  }

  /// A service's SQLite database.
  public Path database(ServiceName service) {
    return data(service).resolve(service.id() + ".db");
  }

  /// A service's private key.
  public Path key(ServiceName service) {
    return data(service).resolve("key");
  }

  /// A service's public key.
  public Path publicKey(ServiceName service) {
    return trust.resolve(service.id() + ".pub");
  }

  /// The log of all services of one process.
  public Path log() {
    return root.resolve("logs").resolve("gazette.log");
  }

  /// The owner's token, which auth writes and the command line reads.
  public Path ownerToken() {
    return root.resolve("token");
  }

  /// What lives only as long as a process: locks, process ids, `endpoints`.
  public Path run() {
    return root.resolve("run");
  }

  /// The file that tells clients where each service listens.
  public Path endpoints() {
    return run().resolve("endpoints");
  }

  /// Makes the folders that a service needs, readable by their owner alone; the trust folder, whose
  /// keys are public, by all.
  public void create(ServiceName service) {
    try {
      for (var folder :
          List.of(root, root.resolve("data"), data(service), run(), root.resolve("logs"))) {
        OwnerOnly.createFolder(folder);
      }
      OwnerOnly.createSharedFolder(trust);
    } catch (IOException failure) {
      throw StartRefused.because(
          "Cannot make the folders of the home %s: %s. Make it writable for this user, or set"
              + " GAZETTE_HOME.",
          root, failure);
    }
  }
}
