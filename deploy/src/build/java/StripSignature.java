import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Manifest;

/// Takes the signature out of a jar, and the digests of its entries out of its manifest. Classes of
/// a signed jar have no place in the AOT cache, and the JDK reads and checks all of its digests,
/// some 5,000 lines for JGit, before it loads the first of them. Maven compared the jar with its
/// checksum when it fetched it.
///
/// `java StripSignature.java JAR...`, once the jars lie where they are to be used. An unsigned jar
/// stays as it is.
final class StripSignature {

  private StripSignature() {}

  public static void main(String[] arguments) throws IOException {
    for (String argument : arguments) {
      strip(Path.of(argument));
    }
  }

  private static void strip(Path jar) throws IOException {
    var fresh = jar.resolveSibling(jar.getFileName() + ".new");
    Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
    boolean signed = false;
    try (var zip = FileSystems.newFileSystem(URI.create("jar:" + fresh.toUri()), Map.of());
        var files = Files.list(zip.getPath("META-INF"))) {
      for (var file : files.filter(StripSignature::isSignature).toList()) {
        Files.delete(file);
        signed = true;
      }
      if (signed) {
        dropDigests(zip.getPath("META-INF/MANIFEST.MF"));
      }
    }
    if (signed) {
      Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(fresh);
    }
  }

  private static boolean isSignature(Path file) {
    return file.toString().toUpperCase(Locale.ROOT).matches(".*\\.(SF|RSA|DSA|EC)");
  }

  private static void dropDigests(Path file) throws IOException {
    var manifest = new Manifest();
    try (var bytes = Files.newInputStream(file)) {
      manifest.read(bytes);
    }
    manifest.getEntries().clear();
    try (var bytes = Files.newOutputStream(file)) {
      manifest.write(bytes);
    }
  }
}
