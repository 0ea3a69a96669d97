package dev.gazette.board.card;

import dev.gazette.platform.testkit.TestStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The edges of a store as {@link Fold} tells them: the terms by `<parent> <child>`.
final class EdgesFound {

  private EdgesFound() {}

  static Map<String, String> in(TestStore store) {
    var found = new TreeMap<String, String>();
    store.read(session ->
        session
            .sql(
                """
                SELECT UPPER(parent_board_id) || '-' || parent_number || ' '
                         || UPPER(child_board_id) || '-' || child_number,
                       LOWER(condition || outcome || otherwise)
                  FROM edge
                """)
            .list(rows -> found.put(rows.getString(1), rows.getString(2)) == null));
    return found;
  }

  /// Takes away, again and again, the cards that wait for none: a cycle remains.
  static void requireNoCycle(Collection<String> edges) {
    var children = new HashMap<String, List<String>>();
    var open = new TreeMap<String, Integer>();
    for (var edge : edges) {
      var ends = edge.split(" ", 2);
      children.computeIfAbsent(ends[0], _ -> new ArrayList<>()).add(ends[1]);
      open.putIfAbsent(ends[0], 0);
      open.merge(ends[1], 1, Integer::sum);
    }
    var free = new ArrayDeque<String>();
    open.forEach((card, parents) -> {
      if (parents == 0) {
        free.add(card);
      }
    });
    int taken = 0;
    for (; !free.isEmpty(); taken++) {
      for (var child : children.getOrDefault(free.remove(), List.of())) {
        if (open.merge(child, -1, Integer::sum) == 0) {
          free.add(child);
        }
      }
    }
    Broken.unless(taken == open.size(), "a cycle among %s", edges);
  }
}
