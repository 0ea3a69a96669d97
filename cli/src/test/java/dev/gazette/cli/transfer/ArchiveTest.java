package dev.gazette.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.proto.board.v1.BoardRecord;
import dev.gazette.proto.board.v1.RecordKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchiveTest {

  private static final List<BoardRecord> RECORDS =
      List.of(
          record(RecordKind.RECORD_KIND_CARD, "{\"card\":1}"),
          record(RecordKind.RECORD_KIND_CARD, "{\"card\":\"ü🚀\"}"),
          record(RecordKind.RECORD_KIND_RUN, "{\"run\":1}"),
          record(RecordKind.RECORD_KIND_EVENT, "{\"event\":1}"));

  private static final byte[] REPORT = "report ü".repeat(9_000).getBytes(StandardCharsets.UTF_8);

  private final List<byte[]> attachments = new ArrayList<>();
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("ops.tar.gz");
  }

  private static BoardRecord record(RecordKind kind, String json) {
    return BoardRecord.newBuilder().setKind(kind).setJson(json).build();
  }

  private void write(boolean force) throws IOException {
    try (var archive = new ArchiveWriter(folder)) {
      archive.add(record(RecordKind.RECORD_KIND_BOARD, "{\"title\":\"Ops\"}"));
      for (var record : RECORDS) {
        archive.add(record);
      }
      for (byte[] bytes : attachments) {
        String json = attachment(bytes);
        archive.add(AttachmentEntry.parse(json), json, out -> out.write(bytes));
      }
      archive.finish("ops", file, force);
    }
  }

  private String attachment(byte[] bytes) {
    return "{\"card_id\":\"OPS-1\",\"id\":\"%d\",\"name\":\"r.txt\",\"size_bytes\":\"%d\",\"sha256\":\"%s\"}"
        .formatted(attachments.indexOf(bytes) + 1, bytes.length, sha256(bytes));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void readFiles(ArchiveReader archive) throws IOException {
    attachments.clear();
    for (var next = archive.nextFile(); next.isPresent(); next = archive.nextFile()) {
      attachments.add(next.get().bytes().readAllBytes());
    }
  }

  private List<BoardRecord> read() throws IOException {
    var records = new ArrayList<BoardRecord>();
    try (var archive = new ArchiveReader(file)) {
      for (var next = archive.next(); next.isPresent(); next = archive.next()) {
        records.add(next.get());
      }
      readFiles(archive);
    }
    return records;
  }

  private byte[] tar() throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  private void pack(byte[] tar) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(tar);
    }
  }

  @Test
  void writtenAndRead_isTheSame_andTheOwnersAlone() throws IOException {
    write(false);
    assertThat(read()).isEqualTo(RECORDS);
    try (var archive = new ArchiveReader(file)) {
      assertThat(archive.board()).isEqualTo("ops");
      assertThat(archive.boardJson().strip()).isEqualTo("{\"title\":\"Ops\"}");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("ops.tar.gz");
  }

  @Test
  void fileThatIsThere_isReplacedByForceAlone() throws IOException {
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> write(false)).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readString(file)).isEqualTo("mine");
    write(true);
    assertThat(read()).hasSize(4);
  }

  @Test
  void archiveThatIsCutOffAnywhere_isRefused() throws IOException {
    write(false);
    var whole = Files.readAllBytes(file);
    for (int length = 2; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(this::read).as("%d bytes", length).isInstanceOf(IOException.class);
    }
    var tar = tar(whole);
    for (int length = 0; length < tar.length - 1024; length += 100) {
      pack(Arrays.copyOf(tar, length));
      assertThatThrownBy(this::read)
          .as("%d of the tar", length)
          .hasMessageContaining("it is cut off");
    }
  }

  private static byte[] tar(byte[] whole) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(whole))) {
      return in.readAllBytes();
    }
  }

  @Test
  void archiveOfALaterForm_isRefused() throws IOException {
    write(false);
    replace("\"version\":1,", "\"version\":9,");
    assertThatThrownBy(this::read).hasMessageContaining("it is of version 9");
  }

  @Test
  void archiveThatHoldsLessOrMoreThanItSays_isRefused() throws IOException {
    write(false);
    replace("\"cards\":2", "\"cards\":3");
    assertThatThrownBy(this::read).hasMessageContaining("it holds 2 of the 3 cards");
    write(true);
    replace("\"cards\":2", "\"cards\":1");
    assertThatThrownBy(this::read).hasMessageContaining("it holds more cards than it says");
  }

  private void replace(String from, String to) throws IOException {
    String tar = new String(tar(), StandardCharsets.ISO_8859_1);
    assertThat(tar).contains(from);
    pack(tar.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void archiveThatUnpacksToNoEnd_isRefusedAtTheFirstLongLine() throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      entry(out, Manifest.FILE, manifest(1).getBytes(StandardCharsets.UTF_8));
      entry(out, Manifest.BOARD_FILE, "{}".getBytes(StandardCharsets.UTF_8));
      Tar.begin(out, new Tar.Entry("cards.ndjson", Tar.LARGEST), 0);
      var zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
    }
    assertThat(Files.size(file)).isLessThan(100_000);
    assertThatThrownBy(this::read).hasMessageContaining("is over 3.5 MB");
  }

  @Test
  void archiveWithSomethingElseInIt_isRefused() throws IOException {
    var out = new ByteArrayOutputStream();
    entry(out, "../../etc/passwd", new byte[3]);
    Tar.end(out);
    pack(out.toByteArray());
    assertThatThrownBy(this::read).hasMessageContaining("manifest.json is missing");
    pack("no tar at all".repeat(100).getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(this::read).hasMessageContaining("it is no tar archive");
    out.reset();
    entry(out, Manifest.FILE, "{\"a\":1".getBytes(StandardCharsets.UTF_8));
    pack(out.toByteArray());
    assertThatThrownBy(this::read).hasMessageContaining("its manifest is damaged");
  }

  @Test
  void attachments_comeBackByteForByte() throws IOException {
    attachments.addAll(List.of(REPORT, new byte[0], new byte[512]));
    write(false);
    assertThat(read()).isEqualTo(RECORDS);
    assertThat(attachments).containsExactly(REPORT, new byte[0], new byte[512]);
  }

  @Test
  void archiveWithoutAttachments_isOfTheFormThatOlderOnesRead() throws IOException {
    write(false);
    assertThat(text()).contains("\"version\":1,");
    attachments.add(REPORT);
    write(true);
    assertThat(text()).contains("\"version\":2,");
    assertThat(AttachmentEntry.parse(attachment(REPORT)).file()).isEqualTo("attachments/OPS-1/1");
  }

  @Test
  void archiveOfBeforeAttachments_isRead() throws IOException {
    write(false);
    String older = text().replace(",\"attachments\":0", " ".repeat(16));
    pack(older.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(read()).isEqualTo(RECORDS);
  }

  @Test
  void attachmentThatIsCutOffAnywhere_isRefused() throws IOException {
    attachments.add(REPORT);
    write(false);
    var tar = tar();
    int begin = text().indexOf("attachments/OPS-1/1.json");
    for (int length = begin; length < tar.length - 1024; length += 3_000) {
      pack(Arrays.copyOf(tar, length));
      assertThatThrownBy(this::read)
          .as("%d of the tar", length)
          .hasMessageContaining("it is cut off");
    }
  }

  @Test
  void attachmentWithAnotherByte_isRefused() throws IOException {
    attachments.add(REPORT);
    write(false);
    replace("report", "retort");
    assertThatThrownBy(this::read)
        .hasMessageContaining("attachments/OPS-1/1 of it is not the file that its checksum says");
  }

  @Test
  void attachmentThatIsNotWhatIsSaidOfIt_isRefused() throws IOException {
    attachments.add(REPORT);
    for (var change :
        List.of(
            List.of("\"size_bytes\":\"8", "\"size_bytes\":\"7", "is damaged"),
            List.of("\"attachments\":1", "\"attachments\":2", "it holds 1 of the 2 attachments"),
            List.of("\"attachments\":1", "\"attachments\":0", "does not know"),
            List.of("\"card_id\":\"OPS-1\"", "\"card_id\":\"OPS-2\"", "is damaged"),
            List.of("\"size_bytes\":\"8", "\"size_bytes\":\"-", "is damaged"))) {
      write(true);
      replace(change.get(0), change.get(1));
      assertThatThrownBy(this::read).as("%s", change).hasMessageContaining(change.get(2));
      attachments.clear();
      attachments.add(REPORT);
    }
  }

  private String text() throws IOException {
    return new String(tar(), StandardCharsets.ISO_8859_1);
  }

  private static String manifest(long cards) {
    return "{\"format\":\"gazette-board\",\"version\":1,\"board_id\":\"ops\",\"counts\":{\"cards\":"
        + cards
        + ",\"edges\":0,\"runs\":0,\"comments\":0,\"events\":0}}";
  }

  private static void entry(OutputStream out, String name, byte[] bytes) throws IOException {
    Tar.begin(out, new Tar.Entry(name, bytes.length), 0);
    out.write(bytes);
    Tar.pad(out, bytes.length);
  }
}
