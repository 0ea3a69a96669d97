package dev.gazette.cli.transfer;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a board of a file.
@Command(
    name = "import",
    description = {
      "Makes a new board of a file that `export` wrote, or of a Hermes Agent board (kanban.db).",
      "",
      "The board is there when all of it is, or not at all. Its id is the one it had, with a number"
          + " behind it when that is taken, and so are its cards' ids; --as names another. Cards that"
          + " ran are ready again; what waited for cards of other boards is blocked. Attachments come"
          + " with it; those of a Hermes board if they lie below the folder that its file is in."
    },
    footer = {
      "",
      "Examples:",
      "  gazette board import ops.tar.gz",
      "  gazette board import ops.tar.gz --as ops-copy",
      "  gazette board import ~/.hermes/kanban.db --as agents"
    })
public final class ImportBoard implements Verb {

  @Parameters(paramLabel = "FILE", description = "The file.")
  String file = "";

  @Option(names = "--as", paramLabel = "BOARD", description = "The id of the new board.")
  @Nullable String id;

  @Override
  public void run(Session session) {
    try (var source = open(Path.of(file))) {
      var upload = new Upload(session, source.board());
      String board = upload.begin(id, source.boardJson());
      try {
        for (var record = source.next(); record.isPresent(); record = source.next()) {
          upload.add(record.get());
        }
        for (var next = source.nextFile(); next.isPresent(); next = source.nextFile()) {
          upload.add(next.get());
        }
        var made = upload.finish();
        session
            .out()
            .did(made, board, "%s imported: %s".formatted(board, upload.told(source.missing())));
      } catch (IOException | RuntimeException failure) {
        upload.abandon();
        throw failure;
      }
    } catch (NoSuchFileException _) {
      throw Failure.usage("There is no file %s.", file);
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "ARCHIVE_DAMAGED", "Cannot import %s: %s.", file, failure.getMessage());
    }
  }

  private static Source open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder");
    }
    byte[] start;
    try (var stream = Files.newInputStream(file)) {
      start = stream.readNBytes(16);
    }
    if (HermesFile.isOne(start)) {
      return new HermesFile(file);
    }
    if (start.length < 2 || start[0] != 0x1f || start[1] != (byte) 0x8b) {
      throw new IOException("it is neither an archive of a board nor a Hermes board");
    }
    return new ArchiveReader(file);
  }
}
