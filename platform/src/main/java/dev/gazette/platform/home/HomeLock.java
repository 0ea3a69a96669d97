package dev.gazette.platform.home;

import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.service.ServiceName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The right to run one service in one home. The system gives it up with the process, however that
/// ends; the file holds the process's id, for people.
public final class HomeLock implements AutoCloseable {

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Takes the lock, or says who holds it.
  public static HomeLock take(Home home, ServiceName service) {
    Path file = home.run().resolve(service.id() + ".lock");
    try {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw StartRefused.because(
            "Process %s already runs %s in %s; stop it, or set GAZETTE_HOME and"
                + " GAZETTE_PORT_OFFSET for a second one.",
            Files.readString(file).strip(), service.id(), home.root());
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return new HomeLock(channel);
    } catch (IOException failure) {
      throw StartRefused.because(
          "Cannot lock %s: %s. Make it writable for this user, or set GAZETTE_HOME.",
          file, failure);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false; // This very process holds it.
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // The lock goes with the process at the latest.
    }
  }
}
