package dev.gazette.auth.audit;

import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Migrations;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RefusalsTest {

  private static final Actor NOBODY = new Actor("nobody", "c1");

  @TempDir Path folder;
  private final PinnedClock clock = new PinnedClock();
  private Database database;
  private Writer writer;
  private Refusals refusals;

  @BeforeEach
  void open() {
    database = Database.file("auth", folder.resolve("auth.db"));
    Migrations.migrate(database);
    writer = new Writer(database, clock, new Random(1), _ -> {});
    refusals = new Refusals(writer, clock);
  }

  @AfterEach
  void close() {
    writer.close();
  }

  private boolean add() {
    return refusals
        .add(NOBODY, "token.refused", "malformed", TOKEN_INVALID.because("No."))
        .toCompletableFuture()
        .join();
  }

  private List<AuditEntry> entries() throws Exception {
    try (var session = database.open()) {
      return Audit.before(session, Long.MAX_VALUE, 10_000);
    }
  }

  @Test
  void add_aFlood_writesFewAndCountsAll() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      add();
    }
    assertThat(entries()).hasSizeLessThan(Refusals.LISTED_PER_MINUTE + 10);
    assertThat(entries().getFirst().detail()).contains("4096 refusals");
    clock.advance(Duration.ofMinutes(1));
    assertThat(add()).isTrue();
  }

  @Test
  void add_whenTheWriterIsGone_doesNotFail() {
    writer.close();
    assertThat(add()).isFalse();
  }

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("auth");
  }

  @ParameterizedTest
  @MethodSource("stores")
  void keepNewestRefusals_dropsOnlyOldRefusals(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      store.write(transaction -> {
        Audit.done(transaction, NOBODY, "token.created", "tok_1", "");
        for (int i = 0; i < 5; i++) {
          Audit.refused(transaction, NOBODY, "token.refused", "malformed", "");
        }
        return AuditStore.keepNewestRefusals(transaction.session(), 3);
      });
      List<AuditEntry> kept = store.read(session -> Audit.before(session, Long.MAX_VALUE, 100));
      assertThat(kept).extracting(AuditEntry::id).containsExactly(6L, 5L, 4L, 1L);
    }
  }
}
