package dev.gazette.cli.target;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Where a token is kept: in a file of its own, or among the contexts.
///
/// @param file the file
/// @param token gives the token, or a failure that says where it was looked for
/// @param content what the file holds once another token is in place of this one
public record TokenPlace(Path file, Supplier<String> token, UnaryOperator<String> content) {

  private static final int LONGEST_TOKEN = 4096;

  /// A file that holds nothing else.
  ///
  /// @param from what named the file
  public static TokenPlace of(String from, Path file) {
    return new TokenPlace(file, () -> read(from, file), secret -> secret + "\n");
  }

  /// That of a context.
  static TokenPlace of(Contexts contexts, Contexts.Context context) {
    return context.tokenFile().isEmpty()
        ? new TokenPlace(
            contexts.file(), context::token, secret -> contexts.with(context.having(secret)))
        : of("context " + context.name(), Path.of(context.tokenFile()));
  }

  private static String read(String from, Path file) {
    try (var stream = Files.newInputStream(file)) {
      var bytes = stream.readNBytes(LONGEST_TOKEN);
      String token = new String(bytes, StandardCharsets.US_ASCII).strip();
      if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw Failure.because(Exit.DENIED, "TOKEN_INVALID", "%s: %s holds no token.", from, file);
      }
      return token;
    } catch (NoSuchFileException _) {
      throw Failure.because(Exit.DENIED, "TOKEN_MISSING", "%s: there is no file %s.", from, file);
    } catch (IOException failure) {
      throw Failure.because(
          Exit.DENIED,
          "TOKEN_MISSING",
          "%s: cannot read %s: %s.",
          from,
          file,
          failure.getMessage());
    }
  }

  @Override
  public String toString() {
    return "TokenPlace[file=" + file + ", token=****]";
  }
}
