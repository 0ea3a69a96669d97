package dev.gazette.governor.write;

import static dev.gazette.governor.error.GovernorReason.PROBE_UNAVAILABLE;
import static dev.gazette.proto.governor.v1.WriteState.WRITE_STATE_FAILED;
import static dev.gazette.proto.governor.v1.WriteState.WRITE_STATE_WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gazette.governor.House;
import dev.gazette.governor.probe.FileState;
import dev.gazette.governor.probe.ManagedPath;
import dev.gazette.governor.probe.ProbeFiles;
import dev.gazette.platform.testkit.GitRepository;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.governor.v1.ListWritesRequest;
import dev.gazette.proto.probe.v1.WriteOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Crashes between the lines of a governed write: after the commit, before and after the disk.
final class InterruptedWritesTest {

  @TempDir Path folder;
  private House house;
  private GitRepository repository;

  @BeforeEach
  void start() throws IOException {
    house = new House(folder);
    repository = house.register("api");
    repository.write(".gitignore", ".env\n");
    house.stopGovernor();
  }

  @AfterEach
  void stop() {
    house.close();
  }

  /// What comes between the governor and the probe when it orders a write.
  private interface Trouble {
    void write(ProbeFiles probe, WriteOrder order, String content);
  }

  private static ProbeFiles between(ProbeFiles probe, Trouble trouble) {
    return new ProbeFiles() {
      @Override
      public void track(String repository, String path) {
        probe.track(repository, path);
      }

      @Override
      public FileState read(String repository, ManagedPath path) {
        return probe.read(repository, path);
      }

      @Override
      public boolean exposesEnv(String repository, String gitignore) {
        return probe.exposesEnv(repository, gitignore);
      }

      @Override
      public void write(WriteOrder order, String content) {
        trouble.write(probe, order, content);
      }
    };
  }

  private static RuntimeException gone() {
    return PROBE_UNAVAILABLE.because("The probe service does not answer; start it.");
  }

  private List<GovernedWrite> writes() {
    return house
        .files()
        .listWrites(ListWritesRequest.newBuilder().setRepositoryId("api").build())
        .getWritesList();
  }

  /// Has the governor end in the midst of a write, at its order.
  private void crashAt(Trouble trouble) throws Exception {
    var reached = new CountDownLatch(1);
    house.startGovernor(probe ->
        between(
            probe,
            (files, order, content) -> {
              trouble.write(files, order, content);
              reached.countDown();
              throw gone();
            }));
    var call = new FutureTask<>(() -> catchThrowable(() -> house.set("A", "1")));
    Thread.ofVirtual().start(call);
    assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
    house.stopGovernor();
    assertThat(call.get(20, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void aCrashBeforeTheDisk_isFinishedByTheNextCall() throws Exception {
    crashAt((_, _, _) -> {});
    assertThat(repository.file(".env")).doesNotExist();
    house.startGovernor();
    house.set("B", "2");
    assertThat(repository.read(".env")).isEqualTo("A=1\nB=2\n");
    assertThat(writes()).extracting(GovernedWrite::getState).containsOnly(WRITE_STATE_WRITTEN);
  }

  @Test
  void aCrashAfterTheDisk_isFoundDone() throws Exception {
    crashAt(ProbeFiles::write);
    assertThat(repository.read(".env")).isEqualTo("A=1\n");
    house.startGovernor();
    house.set("B", "2");
    assertThat(repository.read(".env")).isEqualTo("A=1\nB=2\n");
    assertThat(writes()).extracting(GovernedWrite::getState).containsOnly(WRITE_STATE_WRITTEN);
  }

  @Test
  void aChangeBySomebodyElseAfterACrash_failsTheWriteVisibly() throws Exception {
    crashAt((_, _, _) -> {});
    repository.write(".env", "A=9\n");
    house.startGovernor();
    house.set("B", "2");
    assertThat(repository.read(".env")).isEqualTo("A=9\nB=2\n");
    var failed = writes().getLast();
    assertThat(failed.getState()).isEqualTo(WRITE_STATE_FAILED);
    assertThat(failed.getFailure()).contains("changed");
  }

  @Test
  void aProbeThatGoesAwayForAMoment_isTriedAgain() {
    var times = new AtomicInteger();
    house.startGovernor(probe ->
        between(
            probe,
            (files, order, content) -> {
              if (times.incrementAndGet() < 3) {
                throw gone();
              }
              files.write(order, content);
            }));
    assertThat(house.set("A", "1").getState()).isEqualTo(WRITE_STATE_WRITTEN);
    assertThat(times).hasValue(3);
  }

  @Test
  void aChangeBySomebodyElseBetweenReadAndWrite_isDecidedAgain() {
    var times = new AtomicInteger();
    house.startGovernor(probe ->
        between(
            probe,
            (files, order, content) -> {
              if (times.incrementAndGet() == 1) {
                repository.write(".env", "THEIRS=1\n");
              }
              files.write(order, content);
            }));
    var write = house.set("A", "1", request -> request.setRequestId("r1"));
    assertThat(write.getState()).isEqualTo(WRITE_STATE_WRITTEN);
    assertThat(repository.read(".env")).isEqualTo("THEIRS=1\nA=1\n");
    assertThat(house.set("A", "1", request -> request.setRequestId("r1")).getId())
        .isEqualTo(write.getId());
  }

  @Test
  void aProbeThatForgotEverything_isTold() throws IOException {
    house.startGovernor();
    house.stopProbe();
    try (var files = java.nio.file.Files.walk(folder.resolve("un été/data/probe"))) {
      for (var file : files.filter(path -> path.toString().contains("probe.db")).toList()) {
        java.nio.file.Files.delete(file);
      }
    }
    house.startProbe();
    assertThat(house.set("A", "1").getState()).isEqualTo(WRITE_STATE_WRITTEN);
  }
}
