package dev.gazette.board.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.testkit.TestStore;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
final class SharedKeyTest {

  private static final PublicKey FIRST = key();
  private static final PublicKey OTHER = key();

  private final TestStore store;

  SharedKeyTest(Supplier<TestStore> kind) {
    store = kind.get();
  }

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static PublicKey key() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private boolean starts(PublicKey key, boolean replaced) {
    var mark = KeyMark.of(Path.of("data/board/key"), key, replaced);
    return store.write(tx -> mark.agree(tx.session()));
  }

  @Test
  void replicaWithAnotherKey_isRefusedAtItsStart_withASentence() {
    assertThat(starts(FIRST, false)).isTrue();
    assertThat(starts(FIRST, false)).isTrue();
    assertThat(starts(OTHER, false)).isFalse();
    assertThat(starts(FIRST, false)).isTrue();
    assertThat(KeyMark.of(Path.of("data/board/key"), OTHER, false).refused())
        .hasMessageContaining("is not the one in data/board/key")
        .hasMessageContaining("Copy data/board/key from the home of a replica that runs");
  }

  @Test
  void keyThatWasReplacedForGood_countsFromThenOn() {
    assertThat(starts(FIRST, false)).isTrue();
    assertThat(starts(OTHER, true)).isTrue();
    assertThat(starts(OTHER, false)).isTrue();
    assertThat(starts(FIRST, false)).isFalse();
    long marks = store.read(session -> session.sql("SELECT COUNT(*) FROM key_mark").number());
    assertThat(marks).isEqualTo(1);
  }
}
