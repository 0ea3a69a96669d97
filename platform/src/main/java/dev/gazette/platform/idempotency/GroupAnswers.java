package dev.gazette.platform.idempotency;

import dev.gazette.platform.idempotency.AnswerStore.Kept;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The kept answers that one group of writes looks for, found at once, and those that it keeps
/// itself.
final class GroupAnswers {

  private final Set<AnswerStore.Key> asked = new LinkedHashSet<>();
  private final Set<AnswerStore.Key> known = new HashSet<>();
  private final Map<AnswerStore.Key, Kept> answers = new HashMap<>();

  static GroupAnswers of(Transaction transaction) {
    return transaction.shared(GroupAnswers.class, GroupAnswers::new);
  }

  /// Has a key looked for with the others of the group.
  void ask(RequestKey key) {
    asked.add(AnswerStore.Key.of(key));
  }

  /// The answer that is kept for a key, since a time.
  Optional<Kept> find(Transaction transaction, RequestKey key, Instant notBefore)
      throws SQLException {
    if (!known.contains(AnswerStore.Key.of(key))) {
      ask(key);
      answers.putAll(AnswerStore.find(transaction.session(), asked, notBefore));
      known.addAll(asked);
      asked.clear();
    }
    return Optional.ofNullable(answers.get(AnswerStore.Key.of(key)));
  }

  /// Keeps an answer.
  void keep(Transaction transaction, RequestKey key, Kept answer) {
    answers.put(AnswerStore.Key.of(key), answer);
    AnswerStore.keep(transaction, key, answer, transaction.now());
  }
}
