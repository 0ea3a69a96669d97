package dev.gazette.board.hook;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.DueSource;
import dev.gazette.platform.timer.Errands;
import dev.gazette.platform.timer.Timer;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries deliveries when they are due, and writes what came of it.
@Singleton
public final class Courier implements DueSource {

  /// How long a replica has to carry one, before another does.
  static final Duration TAKEN = Sender.LONGEST.plusSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final Readers readers;
  private final Writer writer;
  private final Sender sender;
  private final Errands<InLine> errands;

  /// A courier for what these hold.
  public Courier(Readers readers, Writer writer, Sender sender, Timer timer) {
    this.readers = readers;
    this.writer = writer;
    this.sender = sender;
    this.errands =
        new Errands<>(
            new Deliveries(),
            TAKEN,
            readers,
            writer,
            timer,
            Thread.ofVirtual().name("delivery")::start,
            this::carry);
  }

  private static final class Deliveries implements Errands.Pending<InLine> {

    @Override
    public List<Errands.Due<InLine>> next(Session session, int most) throws SQLException {
      return DeliveryStore.next(session, most);
    }

    @Override
    public boolean take(Session session, Errands.Due<InLine> seen, Instant until)
        throws SQLException {
      return DeliveryStore.take(session, seen, until);
    }

    @Override
    public Object owner(InLine waiting) {
      return waiting.hook();
    }
  }

  @Override
  public String name() {
    return "deliveries";
  }

  @Override
  public Optional<Instant> nextDue(Session session) throws SQLException {
    return errands.nextDue(session);
  }

  @Override
  public void run(Instant now) {
    errands.run(now);
  }

  private void carry(InLine waiting) {
    try {
      attempt(waiting.delivery());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
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
