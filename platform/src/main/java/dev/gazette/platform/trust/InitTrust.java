package dev.gazette.platform.trust;

import dev.gazette.platform.config.Settings;
import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The job that runs, as root, before services that live in containers of their own. Each finds its
/// home in a volume: this makes its key pair there and publishes the public key in the trust
/// folder, which the services themselves see read-only, then gives the home to the service's user.
/// It changes nothing that is there, so it may run before every start, and beside running services.
public final class InitTrust {

  private static final Pattern OWNER = Pattern.compile("([a-z]+):(\\d{1,9}):(\\d{1,9})");

  private InitTrust() {}

  /// Whom a service's home is for.
  private record Owner(ServiceName service, int uid, int gid) {

    static Owner parse(String text) {
      var match = OWNER.matcher(text);
      var service =
          match.matches() ? ServiceName.of(match.group(1)) : Optional.<ServiceName>empty();
      return service
          .map(name ->
              new Owner(name, Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3))))
          .orElseThrow(() ->
              StartRefused.because(
                  "Cannot prepare '%s': write service:uid:gid, e.g. board:10001:10001.", text));
    }
  }

  /// Takes `service:uid:gid` of each service. `GAZETTE_HOME` holds the homes, each in a folder that
  /// is named like its service; `GAZETTE_TRUST` is the trust folder.
  public static void main(String... arguments) {
    try {
      prepare(Settings.load().home(), List.of(arguments));
    } catch (StartRefused refused) {
      System.err.println(refused.getMessage());
      System.exit(1);
    }
  }

  /// Prepares the homes in a folder, all or, when an owner cannot be read, none.
  static void prepare(Home homes, List<String> owners) {
    for (var owner : owners.stream().map(Owner::parse).toList()) {
      var home = new Home(homes.root().resolve(owner.service().id()), homes.trust());
      home.create(owner.service());
      ServiceKeys.own(home, owner.service());
      give(home.root(), owner);
    }
  }

  /// Gives a folder and all in it to a user. A link is given, not what it leads to.
  private static void give(Path folder, Owner owner) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
                throws IOException {
              return visitFile(each, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
                throws IOException {
              try {
                give(each, "unix:uid", owner.uid());
                give(each, "unix:gid", owner.gid());
                return FileVisitResult.CONTINUE;
              } catch (NoSuchFileException gone) {
                return visitFileFailed(each, gone);
              }
            }

            // A service that runs meanwhile comes and goes with its files, each its own already.
            @Override
            public FileVisitResult visitFileFailed(Path each, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }
          });
    } catch (IOException failure) {
      throw StartRefused.because(
          "Cannot give %s to user %d and group %d: %s. Run this as root.",
          folder, owner.uid(), owner.gid(), failure);
    }
  }

  private static void give(Path path, String attribute, int id) throws IOException {
    if (!Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS).equals(id)) {
      Files.setAttribute(path, attribute, id, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
