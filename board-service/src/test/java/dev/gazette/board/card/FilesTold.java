package dev.gazette.board.card;

import com.google.protobuf.Value;
import dev.gazette.platform.event.Event;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The files of simulated cards as the event log tells them.
final class FilesTold {

  private final Map<String, String> files = new TreeMap<>();

  /// Takes in what is told of a file, or of a card that took its files along.
  void add(Event event) {
    switch (event.kind()) {
      case "card.attached" ->
          Broken.unless(
              files.put(file(event), words(event)) == null, "%s was attached twice", event);
      case "card.attachment_removed" ->
          Broken.unless(words(event).equals(files.remove(file(event))), "%s was not there", event);
      case "card.purged" -> files.keySet().removeIf(file -> file.startsWith(card(event)));
      default -> {
        // No file.
      }
    }
  }

  private static String card(Event event) {
    return event.subject().substring(event.subject().lastIndexOf('/') + 1) + "/";
  }

  private static String file(Event event) {
    return card(event) + number(Fold.fields(event), "attachment_id");
  }

  private static String words(Event event) {
    var fields = Fold.fields(event);
    return "%s %d %s"
        .formatted(
            Fold.text(event, "name"), number(fields, "size_bytes"), Fold.text(event, "sha256"));
  }

  private static long number(Map<String, Value> fields, String name) {
    return (long) fields.getOrDefault(name, Value.getDefaultInstance()).getNumberValue();
  }

  /// Each as `OPS-1/3 name size sha256`.
  Set<String> all() {
    var all = new TreeSet<String>();
    files.forEach((file, words) -> all.add(file + " " + words));
    return all;
  }
}
