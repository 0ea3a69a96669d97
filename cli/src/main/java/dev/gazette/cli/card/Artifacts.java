package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The files that a worker hands over with a card.
final class Artifacts {

  @Option(
      names = "--artifact",
      paramLabel = "FILE",
      description =
          "A file to attach to the card before it is completed; may be repeated. Where one is"
              + " missing or over 25 MiB, the card is not completed.")
  List<String> files = List.of();

  /// Attaches them, once all could be read; answers their numbers.
  List<Long> attach(Session session, String card, long epoch) {
    if (files.contains(LocalFile.STANDARD)) {
      throw Failure.usage("--artifact takes files, not standard input.");
    }
    var read = files.stream().map(file -> LocalFile.read(session, file)).toList();
    var ids = new ArrayList<Long>();
    for (var file : read) {
      var attachment = file.attach(session, card, epoch);
      session.note("%s has attachment %s".formatted(card, attachment.getName()));
      ids.add(attachment.getId());
    }
    return ids;
  }
}
