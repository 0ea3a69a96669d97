package dev.gazette.deploy.docs;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/// The limits of `docs/configuration.md`: what each is, and the constant that holds it. The number
/// is read from the constant, so that the document cannot lie.
final class Limits {

  private static final long MEBIBYTE = 1L << 20;
  private static final long KIBIBYTE = 1L << 10;

  /// Class and constant; what is counted; what it bounds.
  private static final String TABLE =
      """
      # Every call
      platform.service.GrpcTuning.LARGEST_MESSAGE_BYTES; bytes; A message
      platform.service.GrpcTuning.LARGEST_HEADERS_BYTES; bytes; A call's metadata
      platform.grpc.DeadlineInterceptor.DEFAULT_SECONDS; s; The deadline of a call that has none
      platform.idempotency.RequestKey.LONGEST_ID; characters; A request id
      platform.idempotency.Answers.KEPT; ; How long the answer under a request id is kept
      platform.idempotency.AnswerUpkeep.KEPT_PER_CALLER; answers; Answers kept for one caller, the newest
      platform.field.Page.DEFAULT_SIZE; items; A page, unless told
      platform.field.Page.LARGEST_SIZE; items; A page at most
      platform.event.EventFilter.MOST_KINDS; kinds; Kinds in one filter of events
      platform.event.EventWatcher.BEAT_NANOS; ns; The longest silence of a live watch: then a beat
      # A service
      platform.store.Writer.QUEUE_BOUND; writes; Writes that wait; the next is refused with `QUEUE_FULL`
      platform.store.Known.BOUND; values; What a writer remembers of what it wrote and read
      platform.store.StoreFactory.READERS; connections; Readers of a database at once
      platform.store.StoreFactory.LONGEST_WAIT_MILLIS; ms; The wait for one of them
      platform.store.Writer.DRAIN; ; The wait for queued writes when the service stops
      platform.service.RunningService.LONGEST_CALLS; ; The wait for calls under way when it stops
      platform.outbox.Attempts.MOST; attempts; Attempts at an intent, before it is given up
      platform.outbox.Attempts.LONGEST_PAUSE; ; The pause between two attempts
      platform.outbox.Attempts.OLDEST; ; The age at which an intent is given up
      platform.timer.Errands.MOST_AT_ONCE; errands; Intents, and deliveries to hooks, carried out at once
      platform.timer.Errands.MOST_OF_ONE; deliveries; Deliveries to one hook, carried out at once
      platform.trust.CallTokens.LIFETIME; ; A service's own call token
      # Auth
      platform.access.TokenMemory.TRUST; ; How long a remembered token holds while auth is silent
      platform.access.Revocations.SILENCE; ; The silence after which auth counts as gone
      auth.token.RevocationWatcher.BEAT; ; Beat of the revocation stream
      auth.token.Tokens.MOST; tokens; Tokens kept; beyond, the one that ended first is forgotten
      auth.token.TokenProtos.MOST_GRANTS; grants; Grants of a token
      auth.token.TokenProtos.SHORTEST_LIFE; ; A token's life at least
      auth.token.TokenProtos.LONGEST_LIFE; ; A token's life at most, where it has an end
      auth.audit.Audit.REFUSALS_KEPT; entries; Refusals kept in the audit
      auth.recovery.RecoverySecret.WRONG_PER_MINUTE; attempts; Wrong recovery secrets a minute
      # Board
      board.board.Board.MOST_COLUMNS; columns; Columns of a board
      board.board.BoardProtos.LARGEST_LIMIT; cards; A WIP limit
      board.card.BriefProtos.LONGEST_TITLE; characters; A card's title
      board.card.BriefProtos.LARGEST_BODY_BYTES; bytes; A card's body
      board.card.BriefProtos.MOST_LABELS; labels; Labels of a card
      board.card.BriefProtos.HIGHEST_PRIORITY; ; A priority, above and below zero
      board.card.CardProtos.HAND_LEASE; ; A lease, unless told
      board.card.CardProtos.SHORTEST_LEASE; ; A lease at least
      board.card.CardProtos.LONGEST_LEASE; ; A lease at most
      board.card.CardProtos.LONGEST_NOTE; characters; A heartbeat's note
      board.card.CardProtos.LONGEST_REASON; characters; Why a card is blocked or released
      board.card.CardProtos.LARGEST_SUMMARY_BYTES; bytes; What came of a card
      board.card.AttemptProtos.LONGEST_ERROR; characters; Why an attempt failed
      board.card.AttemptProtos.LARGEST_OUTPUT_BYTES; bytes; The last output of a failed attempt
      board.card.CardKeyProtos.LONGEST_KEY; characters; An idempotency key
      board.edge.Edge.MOST; edges; Edges to a card, and from it
      board.comment.CommentProtos.LARGEST_TEXT_BYTES; bytes; A comment
      board.comment.Comments.MOST; comments; Comments on a card
      board.attachment.Attachments.LARGEST_BYTES; bytes; A file of a card
      board.attachment.Attachments.MOST; files; Files of a card at a time
      board.attachment.Attachments.LARGEST_CARD_BYTES; bytes; Files of a card together
      board.attachment.Attachments.MOST_EVER; files; Files that a card takes in all its life
      board.attachment.FileName.LONGEST; characters; A file's name
      board.attachment.AttachmentProtos.LARGEST_CHUNK; bytes; A piece of a file in one message
      board.attachment.UploadGrpcCalls.MOST_AT_ONCE; files; Files that come in at once; the next is refused with `QUEUE_FULL`
      board.attachment.AttachmentGrpcService.MOST_AT_ONCE; files; Files that go out at once
      board.attachment.UploadStream.PATIENCE_SECONDS; s; The silence after which an upload, or a download, ends
      board.attachment.BlobUpkeep.YOUNG; ; The time that bytes stay which no card needs
      board.dispatch.Pauses.BOUND; pauses; Pauses that stand at once
      board.dispatch.Breakers.BOUND; breakers; Breakers that count failures at once
      board.search.SearchProtos.LONGEST_QUERY; characters; What is searched for
      board.search.SearchQuery.MOST_TERMS; terms; Words and phrases of a search
      board.card.RecentCards.BOUND; cards; Cards that lists remember
      board.card.RecentPages.BOUND; cards; Cards on the pages that lists remember
      board.board.BoardTrash.KEPT; ; How long a removed board can be restored
      board.board.Arrivals.SILENCE; ; The silence after which an import is given up
      board.transfer.TransferGrpcService.MOST_RECORDS; records; Records that one call of an import brings
      board.transfer.Exports.LARGEST_PAGE_BYTES; bytes; A piece of an export, but for its last record
      # Governor
      governor.repository.RepositoryProtos.LONGEST_PATH; characters; The path of a repository
      governor.write.WriteProtos.LARGEST_VALUE; bytes; A value of a `.env`
      governor.write.WriteProtos.LARGEST_TEMPLATE; bytes; A template of a `.env`
      governor.write.WriteProtos.MOST_LINES; lines; Lines merged into a `.gitignore` at once
      governor.write.WriteProtos.LONGEST_LINE; characters; One of them
      governor.write.RepositoryLocks.LONGEST_WAIT; ; The wait of a write for the one before it on the same repository
      governor.probe.ProbeClient.PATIENCE; ; A question to the probe
      governor.write.WriteCarrier.ORDER; ; How long a signed order holds
      # Probe
      probe.file.ManagedFolder.LARGEST; bytes; A managed file
      probe.repository.RepositoryFinder.MOST; repositories; Repositories that one discovery finds
      probe.repository.RepositoryFinder.LONGEST; ; The time that it looks
      probe.repository.RepositoryWatch.INTERVAL; ; How often the tracked repositories are looked at
      probe.disk.DiskThreads.MOST_WAITING; requests; Requests that wait for the disk
      probe.disk.DiskThreads.PATIENCE; ; Their wait for it
      # Inference
      inference.chat.ChatProtos.LONGEST_TURN_BYTES; bytes; One turn of a question
      inference.chat.ChatProtos.LONGEST_CHAT_BYTES; bytes; A whole question
      inference.chat.ChatProtos.MOST_TURNS; turns; Turns of a question
      inference.chat.PacedStream.LONGEST_BYTES; bytes; A streamed answer
      inference.chat.WholeAnswer.LONGEST_BYTES; bytes; An answer in one piece
      inference.chat.PacedStream.PATIENCE; ; How long a reader may take nothing
      inference.ollama.OllamaProvider.LONGEST_LINE_BYTES; bytes; A line from Ollama
      """;

  private Limits() {}

  /// A table for each part, in Markdown.
  static String markdown() {
    return TABLE.lines().map(Limits::line).collect(Collectors.joining()).substring(1);
  }

  private static String line(String line) {
    if (line.startsWith("# ")) {
      return "\n### %s\n\n| bound | of | in the code |\n| --- | --- | --- |\n"
          .formatted(line.substring(2));
    }
    var parts = line.split(";", 3);
    int dot = parts[0].lastIndexOf('.');
    String type = parts[0].substring(0, dot);
    String constant = parts[0].substring(dot + 1);
    return "| %s | %s | `%s.%s` |\n"
        .formatted(
            shown(value("dev.gazette." + type, constant), parts[1].strip()),
            parts[2].strip(),
            type.substring(type.lastIndexOf('.') + 1),
            constant);
  }

  private static Object value(String type, String constant) {
    try {
      Field field = Class.forName(type).getDeclaredField(constant);
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError("No constant " + constant + " in " + type, missing);
    }
  }

  private static String shown(Object value, String unit) {
    if (value instanceof Duration span) {
      return span.toDays() > 1 ? span.toDays() + " d" : span(span);
    }
    long number = ((Number) value).longValue();
    return switch (unit) {
      case "bytes" -> bytes(number);
      case "ns" -> span(Duration.ofNanos(number));
      case "ms" -> span(Duration.ofMillis(number));
      case "s" -> span(Duration.ofSeconds(number));
      default -> String.format(Locale.ROOT, "%,d %s", number, unit).strip();
    };
  }

  private static String span(Duration span) {
    return span.toString()
        .substring(2)
        .toLowerCase(Locale.ROOT)
        .replaceAll("([hms])", " $1 ")
        .strip();
  }

  private static String bytes(long number) {
    if (number % MEBIBYTE == 0) {
      return number / MEBIBYTE + " MiB";
    }
    return number % KIBIBYTE == 0 ? number / KIBIBYTE + " KiB" : number + " bytes";
  }
}
