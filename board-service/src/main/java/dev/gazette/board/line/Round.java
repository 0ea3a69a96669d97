package dev.gazette.board.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Gives out what there is to those in line: in their order, and to one after the other of those
/// who wish the same, until one of them gets nothing.
final class Round {

  private Round() {}

  /// Tries those in line, many at once where many may win: after each round that all of a wish won,
  /// twice as many of it. So whatever there is, at most as many again are tried in vain. What comes
  /// amid a round goes to whoever of it is still to be tried.
  ///
  /// @param most how many of one wish to begin with
  static void serve(List<Place<?>> line, int most) {
    var waiting = new LinkedHashSet<>(line);
    for (int many = most; !waiting.isEmpty(); many *= 2) {
      var round = next(waiting, many);
      waiting.removeAll(round);
      var vain = inVain(round);
      waiting.removeIf(place -> vain.contains(place.wish()));
    }
  }

  /// Up to so many of each wish, and all who were never tried.
  private static List<Place<?>> next(Set<Place<?>> waiting, int many) {
    Map<Wish, Integer> counts = new HashMap<>();
    var round = new ArrayList<Place<?>>();
    for (var place : waiting) {
      if (counts.merge(place.wish(), 1, Integer::sum) <= many || place.fresh()) {
        round.add(place);
      }
    }
    return round;
  }

  /// Tries a round; answers what some of it wished in vain.
  private static Set<Wish> inVain(List<Place<?>> round) {
    var attempts = new LinkedHashMap<Place<?>, CompletableFuture<Boolean>>();
    round.forEach(place -> attempts.put(place, place.attempt()));
    var vain = new HashSet<Wish>();
    attempts.forEach((place, stayed) -> {
      if (stayed.join()) {
        vain.add(place.wish());
      }
    });
    return vain;
  }
}
