package dev.gazette.cli.card;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.event.Following;
import dev.gazette.cli.event.Subjects;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Waits until cards are in a state.
@Command(
    name = "wait",
    description = {
      "Waits until every card is in a state, across restarts of Gazette; prints each as it gets"
          + " there. --timeout bounds the whole wait, which is endless unless told; exit code 6 when"
          + " it passes."
    },
    footer = {
      "",
      "Examples:",
      "  gazette card wait OPS-42 --for done --timeout 1h",
      "  gazette card wait OPS-42 OPS-43 --for done,failed,cancelled --any"
    })
final class WaitForCards implements Verb {

  private static final Duration STEP = Duration.ofSeconds(1);

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Option(
      names = "--for",
      required = true,
      split = ",",
      paramLabel = "STATE",
      description = "The state to wait for; several are alternatives.")
  List<String> states = List.of();

  @Option(names = "--any", description = "Wait for one of the cards only.")
  boolean any;

  @Override
  public void run(Session session) {
    var wanted = EnumSet.noneOf(CardState.class);
    states.forEach(state -> wanted.add(States.parse("--for", state)));
    var end = session.givenTimeout().map(limit -> Instant.now().plus(limit));
    var missing = new LinkedHashSet<>(cards);
    try (var following = new Following(session, everythingNew())) {
      while (!missing.isEmpty()) {
        var step = following.next(patience(end, missing));
        if (step.isPresent()) {
          look(session, step.get(), missing, wanted);
        }
        if (any && missing.size() < Set.copyOf(cards).size()) {
          return;
        }
      }
    }
  }

  /// New events of cards: a step without one says that the log is followed from here on, so that a
  /// card that is read after it cannot change unseen.
  private WatchEventsRequest everythingNew() {
    return WatchEventsRequest.newBuilder()
        .setResumeToken("now")
        .setSubjectPrefix(cards.size() == 1 ? Subjects.card(cards.getFirst()) : "boards")
        .addKinds("card.*")
        .build();
  }

  private static Duration patience(Optional<Instant> end, Set<String> missing) {
    var left = end.map(limit -> Duration.between(Instant.now(), limit)).orElse(STEP);
    if (left.isNegative() || left.isZero()) {
      throw new Failure(
          Exit.TIMED_OUT,
          "WAIT_TIMED_OUT",
          true,
          "Not there in time: " + String.join(", ", missing) + ".");
    }
    return left.compareTo(STEP) < 0 ? left : STEP;
  }

  private void look(
      Session session, WatchEventsResponse step, Set<String> missing, Set<CardState> wanted) {
    for (String id : List.copyOf(missing)) {
      if (!step.hasEvent() || step.getEvent().getSubject().equals(Subjects.card(id))) {
        var found = read(session, id).filter(it -> wanted.contains(it.getState()));
        if (found.isPresent()) {
          var card = found.get();
          missing.remove(id);
          session.out().next(card, card.getId(), card.getId() + " " + States.word(card.getState()));
          if (any) {
            return;
          }
        }
      }
    }
  }

  /// The card; empty when the board is away, which begins the stream and all reading anew.
  private static Optional<Card> read(Session session, String id) {
    try {
      return Optional.of(
          session.call(
              CardServiceGrpc.getGetCardMethod(),
              GetCardRequest.newBuilder().setCardId(id).build()));
    } catch (Failure failure) {
      if (failure.exit() == Exit.UNREACHABLE) {
        return Optional.empty();
      }
      throw failure;
    }
  }
}
