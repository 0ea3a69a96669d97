package dev.gazette.board.hook;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.DueSource;
import dev.gazette.platform.timer.Timer;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries deliveries when they are due: each on a virtual thread, up to 32 at once, none of them
/// twice at once. Only the store knows how far one got, so a restart goes on where a crash was.
@Singleton
public final class Courier implements DueSource {

  private static final int MOST_AT_ONCE = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final Readers readers;
  private final Writer writer;
  private final Sender sender;
  private final Timer timer;
  private final Set<DeliveryId> underWay = ConcurrentHashMap.newKeySet();

  /// A courier for what these hold.
  public Courier(Readers readers, Writer writer, Sender sender, Timer timer) {
    this.readers = readers;
    this.writer = writer;
    this.sender = sender;
    this.timer = timer;
  }

  @Override
  public String name() {
    return "deliveries";
  }

  @Override
  public Optional<Instant> nextDue(Session session) throws SQLException {
    int busy = underWay.size();
    if (busy >= MOST_AT_ONCE) {
      return Optional.empty();
    }
    return DeliveryStore.next(session, busy + 1).stream()
        .filter(due -> !underWay.contains(due.id()))
        .map(DeliveryStore.Due::time)
        .findFirst();
  }

  /// Starts those that are due, and waits for none: a slow receiver must not hold up the others.
  @Override
  public void run(Instant now) {
    readers.readNow(session -> DeliveryStore.next(session, 2 * MOST_AT_ONCE)).stream()
        .filter(due -> !due.time().isAfter(now))
        .forEach(due -> carry(due.id()));
  }

  private void carry(DeliveryId id) {
    if (underWay.size() >= MOST_AT_ONCE || !underWay.add(id)) {
      return;
    }
    Thread.ofVirtual()
        .name("delivery")
        .start(() -> {
          try {
            attempt(id);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException failure) {
            LOG.warn("Delivery {} stays in line: {}", id, failure.getMessage());
          } finally {
            underWay.remove(id);
            timer.changed();
          }
        });
  }

  /// Reads again: it may have ended since somebody saw it in line.
  private void attempt(DeliveryId id) throws InterruptedException {
    var delivery =
        readers
            .readNow(session -> DeliveryStore.find(session, id))
            .filter(found -> found.state() == DeliveryState.PENDING);
    if (delivery.isEmpty()) {
      return;
    }
    var tried = delivery.get();
    var hook = readers.readNow(session -> HookStore.find(session, tried.hook()));
    if (hook.isEmpty()) {
      return;
    }
    var why = sender.send(hook.get(), tried);
    if (why.isEmpty()) {
      write(transaction -> Hooks.taken(transaction, tried));
    } else {
      LOG.info("Hook {} did not take {}: {}", tried.hook(), id, why.get());
      write(transaction ->
          Hooks.refused(
              transaction, new Actor("board", transaction.newId("hook-")), tried, why.get()));
    }
  }

  private <T> void write(Operation<T> operation) {
    writer.write(operation).toCompletableFuture().join();
  }
}
