package dev.gazette.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int64Value;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.testkit.LiveStore;
import dev.gazette.platform.testkit.PinnedClock;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnswersTest {

  private static final Actor ANNA = new Actor("anna", "c1");

  @TempDir Path folder;
  private final Answers answers = new Answers(new byte[32]);
  private final AtomicLong runs = new AtomicLong();
  private LiveStore store;

  @BeforeEach
  void open() {
    store = new LiveStore("board", folder, new PinnedClock());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Operation<Int64Value> once(String id, String request, boolean fails) {
    var key = new RequestKey("tok_a", "m", id, ByteString.copyFromUtf8(request), false);
    return answers.once(
        key,
        tx -> {
          tx.append(ANNA, new NewEvent("card.created", Lane.BUSINESS, "cards/1", Payload.empty()));
          if (fails) {
            throw new IllegalStateException("refused");
          }
          return Int64Value.of(runs.incrementAndGet());
        },
        Int64Value.parser());
  }

  private CompletableFuture<Int64Value> write(Operation<Int64Value> operation) {
    return store.writer().write(operation).toCompletableFuture();
  }

  @Test
  void once_twiceInOneGroup_writesOnce() throws InterruptedException {
    var reached = new CountDownLatch(1);
    var queued = new CompletableFuture<Boolean>();
    var _ =
        store
            .writer()
            .write(_ -> {
              reached.countDown();
              return queued.join();
            });
    reached.await();
    var failed = write(once("r0", "x", true));
    var first = write(once("r1", "x", false));
    var alsoFailed = write(once("r2", "x", true));
    var repeat = write(once("r1", "x", false));
    var other = write(once("r1", "y", false));
    queued.complete(true);
    assertThatThrownBy(failed::join).hasMessageContaining("refused");
    assertThatThrownBy(alsoFailed::join).hasMessageContaining("refused");
    assertThat(first.join().getValue()).isEqualTo(1);
    assertThat(repeat.join()).isEqualTo(first.join());
    assertThatThrownBy(other::join).hasMessageContaining("was used for another request");
    assertThat(store.eventKinds()).containsExactly("card.created");
    assertThat(write(once("r1", "x", false)).join()).isEqualTo(first.join());
  }

  @Test
  void once_thatFailed_mayBeTriedAgain() {
    assertThatThrownBy(() -> write(once("r1", "x", true)).join()).hasMessageContaining("refused");
    assertThat(write(once("r1", "x", false)).join().getValue()).isEqualTo(1);
  }
}
