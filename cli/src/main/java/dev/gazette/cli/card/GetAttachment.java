package dev.gazette.cli.card;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.proto.board.v1.Attachment;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Saves a file of a card.
@Command(
    name = "get",
    description = {
      "Saves a file of a card under its own name in this folder, unless there is such a file"
          + " already. A file that does not come whole is not saved.",
      "",
      "With -o - it goes to standard output, and nothing else does."
    },
    footer = {
      "",
      "Examples:",
      "  gazette card attachment get OPS-42 report.pdf",
      "  gazette card attachment get OPS-42 1 -o -"
    })
final class GetAttachment implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Parameters(
      index = "1",
      paramLabel = "ATTACHMENT",
      description = "The file's number on the card, or its name.")
  String attachment = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to save it, in place of what is there; standard output for -.")
  @Nullable String output;

  @Override
  public void run(Session session) {
    long id = AttachmentGroup.number(session, card, attachment);
    try (var download = new Download(session, card, id)) {
      var saved = download.attachment();
      if (LocalFile.STANDARD.equals(output)) {
        session.out().pour(download::copyTo);
      } else {
        var file = Path.of(output == null ? ownName(saved) : output);
        save(download, file);
        tell(session.out(), saved, file);
      }
    } catch (IOException failure) {
      throw failed(String.valueOf(failure.getMessage()));
    }
  }

  private static void tell(Output out, Attachment saved, Path file) {
    out.did(
        saved,
        Long.toString(saved.getId()),
        "%s of %s saved as %s".formatted(saved.getName(), saved.getCardId(), file));
  }

  private static Failure failed(String why) {
    return Failure.because(Exit.REFUSED, "FILE_NOT_WRITTEN", "Cannot save the file: %s.", why);
  }

  /// Whatever a service says, it names no other folder.
  private static String ownName(Attachment saved) {
    return String.valueOf(Path.of(saved.getName()).getFileName());
  }

  /// Under its name only once it is whole.
  private void save(Download download, Path file) throws IOException {
    var whole = file.toAbsolutePath();
    if (output == null && Files.exists(whole)) {
      throw failed(file + " is there already; choose another with -o");
    }
    if (Files.isDirectory(whole)) {
      throw failed(file + " is a folder; name a file in it");
    }
    var fresh = Files.createTempFile(whole.getParent(), ".gazette", ".part");
    try {
      try (var out = Files.newOutputStream(fresh)) {
        download.copyTo(out);
      }
      if (output == null) {
        Files.createLink(whole, fresh); // Never in place of another one.
      } else {
        Files.move(fresh, whole, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (FileAlreadyExistsException _) {
      throw failed(file + " is there already; choose another with -o");
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
