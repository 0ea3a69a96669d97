package dev.gazette.board.line;

import static dev.gazette.board.error.BoardReason.LINE_FULL;
import static dev.gazette.platform.error.PlatformReason.SHUTTING_DOWN;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.EventFeed;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.health.Draining;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.timer.Delays;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Those who wait for a card, first come, first served. One thread follows the log while somebody
/// waits, and tries as many as may win from what it tells; there is none while nobody waits.
@Singleton
public final class Line implements Draining {

  /// How many may wait at once.
  static final int BOUND = 2_000;

  private static final long FOREVER = Long.MAX_VALUE;

  private final EventFeed feed;
  private final Readers readers;
  private final Delays delays;
  private final List<Place<?>> places = new ArrayList<>();
  private @Nullable Thread follower;
  private boolean closed;

  /// An empty line.
  public Line(EventFeed feed, Readers readers, Delays delays) {
    this.feed = feed;
    this.readers = readers;
    this.delays = delays;
  }

  /// Stands in line, for at most so long: completes with what the attempt of the place gives, or
  /// with `NOTHING_READY`. Refused with `LINE_FULL` or `SHUTTING_DOWN`. Everybody is tried once
  /// upon arrival, after those who were there before.
  public <T> CompletionStage<T> join(Place<T> place, Duration wait) {
    add(place);
    var end = delays.after(wait, place::timeIsUp);
    return place
        .answer()
        .whenComplete((_, _) -> { // Before anybody is answered: who is stands in line no more.
          end.cancel();
          remove(place);
        });
  }

  private synchronized void add(Place<?> place) {
    if (closed) {
      throw stopping();
    }
    if (places.size() >= BOUND) {
      throw LINE_FULL.because(
          "%,d workers wait for a card already; ask without a wait, or again in a moment.", BOUND);
    }
    places.add(place);
    if (follower == null) {
      follower = Thread.ofVirtual().name("line").start(this::follow);
    } else {
      LockSupport.unpark(follower);
    }
  }

  private synchronized void remove(Place<?> place) {
    places.remove(place);
    LockSupport.unpark(follower);
  }

  /// How many wait.
  public synchronized int length() {
    return places.size();
  }

  /// How many wait for cards of a board, of those whose wish is such.
  ///
  /// @param wanted looks at what of the board they wish
  public synchronized int length(BoardId board, Predicate<Object> wanted) {
    return (int)
        places.stream()
            .map(Place::wish)
            .filter(wish -> wish.covers(board) && wanted.test(wish.wanted()))
            .count();
  }

  private void follow() {
    try {
      long position = readers.readNow(EventStore::newest); // Before the first is tried.
      while (!over()) {
        var events = feed.after(position);
        if (!events.isEmpty()) {
          position = events.getLast().position();
        }
        var news = News.of(events);
        var concerned = concerned(news);
        if (!concerned.isEmpty()) {
          Round.serve(concerned, news.most());
        } else if (events.isEmpty()) {
          feed.await(position, FOREVER);
        }
      }
    } catch (RuntimeException failure) {
      dissolve(true).forEach(place -> place.refuse(failure));
    }
  }

  /// Ends the thread with the last in line.
  private synchronized boolean over() {
    if (places.isEmpty()) {
      follower = null;
      return true;
    }
    return false;
  }

  /// Those whom the news concern. Whoever is new is tried beside those who wish the same and were
  /// here before.
  private synchronized List<Place<?>> concerned(News news) {
    var anew = places.stream().filter(Place::fresh).map(Place::wish).collect(Collectors.toSet());
    return places.stream()
        .filter(place -> news.concerns(place) || anew.contains(place.wish()))
        .toList();
  }

  /// Everybody leaves, and where the thread ends without them, the next one in line starts another.
  private synchronized List<Place<?>> dissolve(boolean ends) {
    var all = List.copyOf(places);
    places.clear();
    follower = ends ? null : follower;
    return all;
  }

  @Override
  public void drain() {
    synchronized (this) {
      closed = true;
    }
    dissolve(false).forEach(place -> place.refuse(stopping()));
  }

  private static Refusal stopping() {
    return SHUTTING_DOWN.because("The board is stopping; stand in line again when it is back.");
  }
}
