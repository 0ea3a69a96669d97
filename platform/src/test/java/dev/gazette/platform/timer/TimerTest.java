package dev.gazette.platform.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.store.Session;
import dev.gazette.platform.testkit.LiveStore;
import dev.gazette.platform.testkit.ManualDelays;
import dev.gazette.platform.testkit.PinnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimerTest {

  @TempDir Path folder;
  private final PinnedClock clock = new PinnedClock();
  private final ManualDelays delays = new ManualDelays(clock);
  private LiveStore store;
  private Timer timer;

  @BeforeEach
  void open() {
    store = new LiveStore("board", folder, clock);
    timer = new Timer(store.readers(), clock, delays, Runnable::run);
  }

  @AfterEach
  void close() {
    timer.close();
    store.close();
  }

  /// Records with due times, in memory.
  private static final class Records implements DueSource {
    final PriorityQueue<Instant> due = new PriorityQueue<>();
    final List<Instant> runs = new ArrayList<>();
    boolean broken;
    boolean stuck;

    Records(Instant... times) {
      due.addAll(Arrays.asList(times));
    }

    @Override
    public String name() {
      return "records";
    }

    @Override
    public Optional<Instant> nextDue(Session session) {
      return Optional.ofNullable(due.peek());
    }

    @Override
    public void run(Instant now) {
      runs.add(now);
      if (broken) {
        throw new IllegalStateException("broken");
      }
      while (!stuck && !due.isEmpty() && !due.peek().isAfter(now)) {
        due.poll();
      }
    }
  }

  private static Instant at(long seconds) {
    return PinnedClock.START.plusSeconds(seconds);
  }

  @Test
  void run_atEachDueTime_andNotBefore() {
    var records = new Records(at(5), at(9));
    timer.start(List.of(records));
    delays.advance(Duration.ofMillis(4_999));
    assertThat(records.runs).isEmpty();
    delays.advance(Duration.ofSeconds(60));
    assertThat(records.runs).containsExactly(at(5), at(9));
  }

  @Test
  void run_ofManyMissed_happensOnceAtTheStart() {
    var records = new Records(at(-300), at(-200), at(-100));
    timer.start(List.of(records));
    assertThat(records.runs).containsExactly(at(0));
  }

  @Test
  void due_earlierThanTheWakeUp_wakesEarlier() {
    var records = new Records(at(20));
    timer.start(List.of(records));
    assertThat(delays.next()).contains(Duration.ofSeconds(20));
    records.due.add(at(3));
    timer.due(at(3));
    assertThat(delays.next()).contains(Duration.ofSeconds(3));
    timer.due(at(25));
    assertThat(delays.next()).contains(Duration.ofSeconds(3));
  }

  @Test
  void sleep_isBounded_soThatASuspendIsNoticed() {
    timer.start(List.of(new Records(at(86_400))));
    assertThat(delays.next()).contains(Timer.LONGEST_SLEEP);
  }

  @Test
  void run_thatFails_isRepeatedWithGrowingPauses_andStopsNoOther() {
    var broken = new Records(at(1));
    broken.broken = true;
    var sound = new Records(at(1), at(2), at(3));
    timer.start(List.of(broken, sound));
    delays.advance(Duration.ofSeconds(4));
    assertThat(broken.runs)
        .containsExactly(
            at(1),
            at(1).plusMillis(100),
            at(1).plusMillis(300),
            at(1).plusMillis(700),
            at(1).plusMillis(1_500));
    assertThat(sound.runs).containsExactly(at(1), at(2), at(3));
    broken.broken = false;
    delays.advance(Duration.ofMinutes(1));
    assertThat(broken.due).isEmpty();
    broken.due.add(clock.instant());
    timer.changed();
    assertThat(broken.due).isEmpty();
  }

  @Test
  void run_thatMovesNothing_doesNotSpin() {
    var stuck = new Records(at(1));
    stuck.stuck = true;
    timer.start(List.of(stuck));
    delays.advance(Duration.ofHours(1));
    assertThat(stuck.runs).hasSizeLessThan(75);
    var pauses = Duration.between(stuck.runs.get(stuck.runs.size() - 2), stuck.runs.getLast());
    assertThat(pauses).isEqualTo(Watched.LONGEST_PAUSE);
  }

  @Test
  void run_isNotBegunAgainBeforeItsEnd() {
    Queue<Runnable> threads = new ArrayDeque<>();
    var slow = new Records(at(1));
    var patient = new Timer(store.readers(), clock, delays, threads::add);
    patient.start(List.of(slow));
    threads.remove().run();
    delays.advance(Duration.ofSeconds(1));
    threads.remove().run();
    assertThat(threads).hasSize(1);
    var run = threads.remove();
    patient.changed();
    threads.remove().run();
    assertThat(threads).as("no second run beside the first").isEmpty();
    run.run();
    assertThat(slow.runs).hasSize(1);
  }

  /// A job that counts.
  private static final class Counting implements Job {
    final Duration interval;
    int runs;
    boolean broken;

    Counting(Duration interval) {
      this.interval = interval;
    }

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public Duration interval() {
      return interval;
    }

    @Override
    public void run(Instant now) {
      runs++;
      if (broken) {
        throw new IllegalStateException("no luck");
      }
    }
  }

  private void restart(Job job) {
    timer.close();
    store.close();
    open();
    timer.start(List.of(new JobSource(job, store.writer())));
  }

  private List<String> failures() {
    return store
        .readers()
        .readNow(session ->
            session.sql("SELECT failure FROM timer").list(r -> String.valueOf(r.getString(1))));
  }

  @Test
  void job_runsAtOnce_thenEveryInterval_overRestarts() {
    var job = new Counting(Duration.ofMinutes(10));
    restart(job);
    assertThat(job.runs).isEqualTo(1);
    delays.advance(Duration.ofMinutes(25));
    assertThat(job.runs).isEqualTo(3);
    restart(job);
    assertThat(job.runs).as("not due yet").isEqualTo(3);
    clock.advance(Duration.ofDays(3));
    restart(job);
    assertThat(job.runs).as("missed many times, made up for once").isEqualTo(4);
  }

  @Test
  void job_withAShorterInterval_keepsToItFromTheLastRun() {
    restart(new Counting(Duration.ofDays(1)));
    clock.advance(Duration.ofMinutes(2));
    var job = new Counting(Duration.ofMinutes(5));
    restart(job);
    assertThat(job.runs).isZero();
    delays.advance(Duration.ofMinutes(3));
    assertThat(job.runs).isEqualTo(1);
  }

  @Test
  void job_thatFails_saysWhyAndIsRepeated() {
    var job = new Counting(Duration.ofMinutes(10));
    job.broken = true;
    restart(job);
    assertThat(failures()).containsExactly("no luck");
    job.broken = false;
    delays.advance(Duration.ofMillis(100));
    assertThat(job.runs).isEqualTo(2);
    assertThat(failures()).containsExactly("null");
  }
}
