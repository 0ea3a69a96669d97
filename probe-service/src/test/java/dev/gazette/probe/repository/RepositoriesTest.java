package dev.gazette.probe.repository;

import static dev.gazette.probe.error.ProbeReason.REPOSITORY_TRACKED_ELSEWHERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.TestStore;
import dev.gazette.probe.git.GitFacts;
import dev.gazette.probe.git.Remote;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RepositoriesTest {

  private static final Actor OWNER = new Actor("owner", "c1");
  private static final RepositoryId ID = new RepositoryId("api");
  private static final Path PATH = Path.of("/home/me/naïve name");
  private static final GitFacts FACTS =
      new GitFacts("main", "abc", true, List.of(new Remote("origin", "https://****@host/x.git")));

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("probe");
  }

  private static void track(TestStore store, Path path) {
    store.write(tx -> {
      Repositories.track(tx, OWNER, ID, path, FACTS);
      return path;
    });
  }

  private static void observe(TestStore store, GitFacts facts) {
    store.write(tx -> {
      Repositories.observe(tx, OWNER, ID, facts);
      return facts;
    });
  }

  private static void miss(TestStore store) {
    store.write(tx -> {
      Repositories.miss(tx, OWNER, ID);
      return ID;
    });
  }

  @ParameterizedTest
  @MethodSource("stores")
  void track_isAnEventAndSoIsWhatWasSeen(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      track(store, PATH);
      track(store, PATH);
      assertThat(store.eventKinds()).containsExactly("repository.tracked", "repository.observed");
      TrackedRepository tracked = store.read(session -> Repositories.require(session, ID));
      assertThat(tracked)
          .isEqualTo(new TrackedRepository(ID, PATH, TrackedRepository.Seen.THERE, FACTS));
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void track_elsewhereIsRefused(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      track(store, PATH);
      assertThatThrownBy(() -> track(store, Path.of("/elsewhere")))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.reason()).isEqualTo(REPOSITORY_TRACKED_ELSEWHERE));
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void observe_isAnEventWhenSomethingChanged(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      track(store, PATH);
      observe(store, FACTS);
      observe(store, new GitFacts("main", "abd", false, List.of()));
      assertThat(store.eventKinds())
          .containsExactly("repository.tracked", "repository.observed", "repository.observed");
      assertThat(store.events().getLast().payload())
          .contains("\"head\":\"abd\"", "\"dirty\":false", "\"remotes\":[]");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void miss_isAnEventOnceUntilItIsBack(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      track(store, PATH);
      miss(store);
      miss(store);
      observe(store, FACTS);
      assertThat(store.eventKinds())
          .containsExactly(
              "repository.tracked",
              "repository.observed",
              "repository.vanished",
              "repository.observed");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void untrack_isAnEventOnce(Supplier<TestStore> kind) {
    try (var store = kind.get()) {
      track(store, PATH);
      for (int i = 0; i < 2; i++) {
        store.write(tx -> {
          Repositories.untrack(tx, OWNER, ID);
          return ID;
        });
      }
      observe(store, FACTS);
      miss(store);
      assertThat(store.eventKinds())
          .containsExactly("repository.tracked", "repository.observed", "repository.untracked");
      List<TrackedRepository> left = store.read(session -> Repositories.after(session, "", 10));
      assertThat(left).isEmpty();
    }
  }
}
