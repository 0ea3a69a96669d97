package dev.gazette.cli.transfer;

import dev.gazette.cli.card.Download;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.ExportBoardRequest;
import dev.gazette.proto.board.v1.RecordKind;
import dev.gazette.proto.board.v1.TransferServiceGrpc;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a board into a file.
@Command(
    name = "export",
    description = {
      "Writes a board into a file that `import` reads: cards, what they wait for, runs, comments,"
          + " events and attachments, with their numbers and times.",
      "",
      "Leases, tokens, hooks, pauses, limits and deleted cards are left out. The file is a tar.gz of"
          + " JSON lines, readable by you alone; one that is there is replaced with --force only."
    },
    footer = {
      "",
      "Examples:",
      "  gazette board export ops",
      "  gazette board export ops --output ops-2026.tar.gz --force",
      "  gazette board export ops --no-attachments"
    })
public final class ExportBoard implements Verb {

  private static final long TOLD_EVERY = 10_000;
  private static final long TOLD_EVERY_BYTES = 64L << 20;
  private static final Set<String> GONE = Set.of("ATTACHMENT_NOT_FOUND", "CARD_NOT_FOUND");

  @Parameters(arity = "0..1", paramLabel = "BOARD", description = "The board's id.")
  @Nullable String id;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write; BOARD.tar.gz here unless told.")
  @Nullable String output;

  @Option(names = "--force", description = "Replace a file that is there.")
  boolean force;

  @Option(names = "--no-attachments", description = "Leave the files of cards out.")
  boolean withoutFiles;

  @Override
  public void run(Session session) {
    String board = session.board(id);
    var file = Path.of(output == null ? board + ".tar.gz" : output).toAbsolutePath();
    var folder = file.getParent();
    if (!force && Files.exists(file)) {
      throw exists(file);
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw Failure.usage("There is no folder %s.", folder);
    }
    try (var archive = new ArchiveWriter(folder)) {
      read(session, board, archive);
      var manifest = archive.finish(board, file, force);
      tell(session, file, manifest);
    } catch (FileAlreadyExistsException _) {
      throw exists(file);
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "FILE_NOT_WRITTEN", "Cannot write %s: %s.", file, failure.getMessage());
    }
  }

  private static Failure exists(Path file) {
    return Failure.because(
        Exit.REFUSED, "FILE_EXISTS", "There is a file %s; --force replaces it.", file);
  }

  private void read(Session session, String board, ArchiveWriter archive) throws IOException {
    var request = ExportBoardRequest.newBuilder().setBoardId(board).setAttachments(!withoutFiles);
    long told = 0;
    long records = 0;
    do {
      var page = session.call(TransferServiceGrpc.getExportBoardMethod(), request.build());
      for (var record : page.getRecordsList()) {
        if (record.getKind() == RecordKind.RECORD_KIND_ATTACHMENT) {
          addFile(session, archive, record.getJson());
        } else {
          archive.add(record);
        }
      }
      records += page.getRecordsCount();
      if (records - told >= TOLD_EVERY) {
        told = records;
        session.note(String.format("%,d records read", records));
      }
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
  }

  /// What was taken away since it was told of is left out.
  private static void addFile(Session session, ArchiveWriter archive, String json)
      throws IOException {
    var entry = AttachmentEntry.parse(json);
    long before = archive.fileBytes();
    try (var download = new Download(session, entry.card(), entry.id())) {
      download.attachment();
      archive.add(entry, json, download::copyTo);
    } catch (Failure failure) {
      if (!GONE.contains(failure.reason()) || archive.fileBytes() > before) {
        throw failure;
      }
    }
    if (archive.fileBytes() / TOLD_EVERY_BYTES > before / TOLD_EVERY_BYTES) {
      session.note(String.format("%,d MB of attachments read", archive.fileBytes() >> 20));
    }
  }

  private static void tell(Session session, Path file, Manifest manifest) throws IOException {
    var told = new LinkedHashMap<String, Object>();
    told.put("board_id", manifest.board());
    told.put("file", file.toString());
    told.put("size_bytes", Files.size(file));
    told.put("counts", manifest.told());
    session
        .out()
        .did(
            told,
            file.toString(),
            String.format(
                "%s exported: %,d cards, %,d comments, %,d events, %,d attachments in %s",
                manifest.board(),
                manifest.count(Part.CARDS),
                manifest.count(Part.COMMENTS),
                manifest.count(Part.EVENTS),
                manifest.attachments(),
                file));
  }
}
