package dev.gazette.board.hook;

import com.google.errorprone.annotations.FormatMethod;
import dev.gazette.board.board.Boards;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.testkit.TestStore;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Hooks of a simulated board: what is in line for each is what it wants of what was looked at, and
/// what was taken is never sent again.
public final class Hooking {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final List<List<String>> KINDS =
      List.of(List.of(), List.of("card.created", "card.completed"), List.of("dispatch.*"));

  private final TestStore store;
  private final Hooks hooks;
  private final Map<HookName, Long> since = new HashMap<>();
  private final Set<DeliveryId> taken = new HashSet<>();

  /// No hook yet.
  public Hooking(TestStore store, Boards boards) {
    this.store = store;
    this.hooks = new Hooks(boards);
  }

  @FormatMethod
  private static void unless(boolean holds, String promise, Object... about) {
    if (!holds) {
      throw new AssertionError(promise.formatted(about));
    }
  }

  /// Makes a hook, or deletes one.
  public String change(int choice) {
    var name = new HookName("h" + choice % 3);
    if (choice == 0) {
      store.write(tx -> Hooks.delete(tx, ANNA, name));
      since.remove(name);
      return "no " + name;
    }
    var sink = new Sink.Url(URI.create("https://example.org/" + name));
    var kinds = KINDS.get(choice % KINDS.size());
    long newest = store.read(EventStore::newest);
    store.write(tx -> hooks.create(tx, ANNA, name, Optional.empty(), sink, kinds));
    since.put(name, newest);
    return "%s for %s".formatted(name, kinds);
  }

  private List<Hook> all() {
    return store.read(session -> HookStore.list(session, Hooks.MOST));
  }

  /// Looks at some more events for all hooks, from where the last of them was.
  public String queue(int most) {
    var all = all();
    long from = all.stream().mapToLong(Hook::position).min().orElse(Long.MAX_VALUE);
    var events = store.read(session -> EventStore.after(session, from, most));
    if (!events.isEmpty()) {
      store.write(tx -> Hooks.queue(tx, events));
    }
    return "nothing told: looked at %d events".formatted(events.size());
  }

  /// Sends what waits longest, or fails to.
  public String deliver(boolean works) {
    var due = store.read(session -> DeliveryStore.next(session, 1));
    if (due.isEmpty()) {
      return "nothing to deliver";
    }
    var tried = store.read(session -> Hooks.require(session, due.getFirst().id().delivery()));
    unless(!taken.contains(tried.id()), "%s is sent again, and was taken", tried.id());
    if (works) {
      store.write(tx -> Hooks.taken(tx, tried));
      taken.add(tried.id());
      return "nothing told: %s was taken".formatted(tried.id());
    }
    store.write(tx -> Hooks.refused(tx, ANNA, tried, "it answered 500"));
    return tried.id() + " was not taken";
  }

  /// Compares what is in line, or was, with what should be, for what the log still tells.
  public void check() {
    var log = store.read(session -> EventStore.after(session, 0, Integer.MAX_VALUE));
    var kept = log.stream().map(Event::position).collect(Collectors.toSet());
    for (var hook : all()) {
      long made = since.getOrDefault(hook.name(), 0L);
      var wanted = new TreeSet<Long>();
      log.stream()
          .filter(hook::wants)
          .map(Event::position)
          .filter(position -> position > made && position <= hook.position())
          .forEach(wanted::add);
      var found = new ArrayList<Long>();
      var states = List.of(DeliveryState.values());
      store
          .read(session ->
              DeliveryStore.page(session, hook.name(), states, Long.MAX_VALUE, Integer.MAX_VALUE))
          .stream()
          .map(Delivery::position)
          .filter(kept::contains)
          .forEach(found::addFirst);
      unless(
          List.copyOf(wanted).equals(found), "%s wants %s and got %s", hook.name(), wanted, found);
    }
  }
}
