package dev.gazette.cli.completion;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/// What completion scripts call: prints what may stand for the last of some words, one a line, or
/// `:files`. Never fails and never waits long, because somebody pressed a key.
@Command(name = Complete.NAME, hidden = true, description = "Prints how the last word may go on.")
public final class Complete implements Verb {

  /// The verb's name, which no person types.
  public static final String NAME = "__complete";

  private final Supplier<CommandSpec> model;

  @Parameters(arity = "0..*", description = "The words so far, the unfinished one last.")
  List<String> words = List.of();

  /// A completion over a model of all commands.
  public Complete(Supplier<CommandSpec> model) {
    this.model = model;
  }

  @Override
  public void run(Session session) {
    if (words.isEmpty()) {
      return;
    }
    String unfinished = words.getLast();
    new Place(model.get(), words.subList(0, words.size() - 1))
        .candidates(unfinished, new LiveNames(session)).stream()
            .filter(candidate -> candidate.startsWith(unfinished) || candidate.equals(Place.FILES))
            .forEach(session.out()::write);
  }
}
