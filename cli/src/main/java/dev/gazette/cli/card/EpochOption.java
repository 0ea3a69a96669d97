package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The epoch of the lease that a verb acts under, as `claim` answered it. Without one the board
/// decides.
final class EpochOption {

  private static final String VARIABLE = "GAZETTE_EPOCH";

  @Option(
      names = "--epoch",
      paramLabel = "N",
      description = "The epoch of the lease, as `claim` told it: $GAZETTE_EPOCH unless told.")
  @Nullable Long epoch;

  /// The epoch of the lease on a card; several cards are under none, whatever the environment says.
  long of(List<String> cards, Session session) {
    if (cards.size() == 1) {
      return in(session);
    }
    if (epoch != null) {
      throw Failure.usage("--epoch names the lease on one card; name one.");
    }
    return 0;
  }

  long in(Session session) {
    return epoch != null
        ? epoch
        : session.around().variable(VARIABLE).map(EpochOption::parse).orElse(0L);
  }

  private static long parse(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException _) {
      throw Failure.usage("%s %s is no number.", VARIABLE, text);
    }
  }
}
