package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.dispatch.Pause;
import dev.gazette.board.run.Lease;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the callers of a simulated board know by themselves: the cards they made, every lease they
/// ever got, what they paused, and which keys they used. The kernel is held against it.
final class Memory {

  /// What a worker works on.
  ///
  /// @param epoch of the lease that it got, which may have ended long ago; 0 for work by hand
  record Grip(CardId card, long epoch) {}

  /// The card that lives under a key.
  record Living(CardId card, String hash) {}

  final List<CardId> cards = new ArrayList<>();
  final List<Grip> grips = new ArrayList<>();
  final Set<Pause.Of> pauses = new LinkedHashSet<>();
  private final Set<Grip> granted = new HashSet<>();
  private final Map<CardId, String> keys = new HashMap<>();
  private final Map<String, Living> living = new HashMap<>();
  private final Map<CardId, Living> made = new HashMap<>();

  /// Cards were made, by whomever.
  void seen(List<CardId> made) {
    made.stream().filter(card -> !cards.contains(card)).forEach(cards::add);
  }

  /// Somebody got a lease: nobody else ever had this epoch.
  void granted(CardId card, Lease lease) {
    var grip = new Grip(card, lease.epoch());
    Broken.unless(granted.add(grip), "%s was given out twice", grip);
    grips.add(grip);
  }

  /// Whether a pause covers a card.
  boolean paused(BoardId board, String assignee) {
    return pauses.stream()
        .anyMatch(pause ->
            pause.board().map(board::equals).orElse(true)
                && (pause.assignee().isEmpty() || pause.assignee().equals(assignee)));
  }

  /// All of a board is gone for good, with what was paused there and its cards' keys.
  void gone(BoardId board) {
    pauses.removeIf(pause -> pause.board().equals(Optional.of(board)));
    keys.keySet().removeIf(card -> card.board().equals(board));
    made.keySet().removeIf(card -> card.board().equals(board));
    living.values().removeIf(each -> each.card().board().equals(board));
  }

  Optional<Living> living(BoardId board, String key) {
    return Optional.ofNullable(living.get(board + "/" + key));
  }

  /// A card was made under a key.
  void keyed(CardId card, String key, String hash) {
    var now = new Living(card, hash);
    keys.put(card, card.board() + "/" + key);
    made.put(card, now);
    living.put(card.board() + "/" + key, now);
  }

  /// A card went out of sight: its key is free.
  void archived(CardId card) {
    living.values().removeIf(each -> each.card().equals(card));
  }

  /// A card is back in sight: it has its key again, unless another took it.
  void unarchived(CardId card) {
    var key = keys.get(card);
    var now = made.get(card);
    if (key != null && now != null) {
      living.putIfAbsent(key, now);
    }
  }
}
