package dev.gazette.cli.card;

import dev.gazette.cli.auth.ChildToken;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.process.ProcessTree;
import dev.gazette.cli.target.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lets a command work on a card.
@Command(
    name = "work",
    description = {
      "Claims a card, runs a command, and keeps the lease while it runs. Exit code 0 completes the card, 75 puts it"
          + " off as a rate limit does, any other blocks it with the reason, unless the command ended the card itself; an interrupt gives it back. Where the lease is"
          + " lost, the command and all that it started are ended. With --json or -q the command's output goes to standard"
          + " error.",
      "The command finds GAZETTE_CARD, GAZETTE_EPOCH and GAZETTE_BOARD, and in GAZETTE_TOKEN_FILE a token of its own that"
          + " may read the board and work on it, and dies with the lease."
    },
    footer = {
      "",
      "Examples:",
      "  gazette card work OPS-42 -- make deploy",
      "  gazette card work --next --board ops --grant inference.use -- ./agent.sh"
    })
final class WorkOnCard implements Verb {

  @Parameters(
      arity = "1..*",
      paramLabel = "WORD",
      description = "The card's id, unless --next is given; then, after --, the command.")
  List<String> words = List.of();

  @Option(
      names = "--grant",
      paramLabel = "SCOPE[@RESOURCE]",
      description = "What else the command's token may do; may be repeated.")
  List<String> grants = List.of();

  @Option(
      names = "--summary",
      paramLabel = "TEXT",
      description = "What to complete the card with: the command unless told.")
  String summary = "";

  @Option(
      names = "--retry",
      description =
          "Have a command that fails tried again after a while, rather than the card blocked.")
  boolean retry;

  @Mixin final Artifacts artifacts = new Artifacts();

  @Mixin final ClaimOptions options = new ClaimOptions();

  @Override
  public void run(Session session) {
    int first = options.next ? 0 : 1;
    if (words.size() <= first) {
      throw Failure.usage("Give %s and, after --, a command.", options.next ? "--next" : "a CARD");
    }
    var command = words.subList(first, words.size());
    var held = HeldCard.claim(session, options, options.next ? null : words.getFirst());
    session.note("%s: %s".formatted(held.id(), held.title()));
    try (var interrupt = Interrupt.open(session);
        var token = token(session, held)) {
      var variables = variables(session, held, token);
      boolean aside = session.out().form() != Output.Form.PEOPLE;
      var tree =
          start(
              interrupt,
              () -> ProcessTree.start(command, variables, Targets.TOKEN_FILE, aside),
              command,
              held);
      tree.ifPresent(held::keepWhile);
      if (tree.isEmpty() || interrupt.came()) {
        held.release("its command was interrupted");
        throw Failure.because(
            Exit.REFUSED, "INTERRUPTED", "Interrupted; %s is given back.", held.id());
      }
      finish(session, held, String.join(" ", command), tree.get().exitCode());
    }
  }

  private ChildToken token(Session session, HeldCard held) {
    var wanted = new ArrayList<>(grants);
    String board = "@boards/" + held.board();
    wanted.addAll(List.of("board.read" + board, "board.work" + board));
    try {
      return ChildToken.make(session, held.id(), held.epoch(), wanted);
    } catch (Failure failure) {
      held.release("there is no token for the command");
      throw failure;
    }
  }

  private static Map<String, String> variables(Session session, HeldCard held, ChildToken token) {
    var variables = new HashMap<>(session.target().variables());
    variables.put(Targets.TOKEN_FILE, token.file().toString());
    variables.put("GAZETTE_CARD", held.id());
    variables.put("GAZETTE_EPOCH", Long.toString(held.epoch()));
    variables.put("GAZETTE_BOARD", held.board());
    return variables;
  }

  private static Optional<ProcessTree> start(
      Interrupt interrupt, Interrupt.Start start, List<String> command, HeldCard held) {
    try {
      return interrupt.start(start);
    } catch (IOException failure) {
      held.release("its command did not start");
      throw Failure.usage("Cannot start %s: %s.", command.getFirst(), failure.getMessage());
    }
  }

  /// A card whose files are not there is not done: a person has to look.
  private List<Long> handOver(Session session, HeldCard held) {
    try {
      return artifacts.attach(session, held.id(), held.epoch());
    } catch (Failure failure) {
      held.blocked(failure.sentence());
      throw failure;
    }
  }

  private void finish(Session session, HeldCard held, String command, int code) {
    var card =
        code == 0
            ? held.complete(summary.isEmpty() ? command : summary, handOver(session, held))
            : held.fail(code, command, retry);
    session.out().did(card, card.getId(), card.getId() + " " + States.word(card.getState()));
    if (code != 0) {
      throw Failure.because(Exit.REFUSED, "COMMAND_FAILED", "%s exited with %d.", command, code)
          .with("exit_code", code);
    }
  }
}
