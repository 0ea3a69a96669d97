package dev.gazette.platform.store;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a writer's operations read or wrote, for those after them that would read it again: at most
/// 4,096 values, the longest unused go first. On SQLite it lasts, because this writer is the only
/// one that writes; on PostgreSQL other replicas write too, so it begins empty with each group.
public final class Known {

  private static final int BOUND = 4_096;
  private static final float LOAD = 0.75f;

  private final Map<Object, Object> values =
      new LinkedHashMap<>(16, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
          return size() > BOUND;
        }
      };
  private final Set<Object> touched = new HashSet<>();

  /// Knows nothing yet.
  public Known() {}

  @Nullable Object get(Object key) {
    return values.get(key);
  }

  void put(Object key, Object value) {
    touched.add(key);
    values.put(key, value);
  }

  void remove(Object key) {
    touched.add(key);
    values.remove(key);
  }

  /// From here on, what is put or removed belongs to a new operation.
  void begin() {
    touched.clear();
  }

  /// Forgets what the operation put or removed: it may come from what was undone.
  public void undo() {
    values.keySet().removeAll(touched);
  }

  /// Forgets everything.
  void clear() {
    values.clear();
    touched.clear();
  }
}
