package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Attaches a file to a card.
@Command(
    name = "attach",
    description =
        "Attaches a file of up to 25 MiB to a card, in whatever state it is. With -q, the"
            + " attachment's number is printed.",
    footer = {
      "",
      "Examples:",
      "  gazette card attach OPS-42 report.pdf",
      "  make test 2>&1 | gazette card attach OPS-42 - --name test.log"
    })
final class AttachFile implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "The file's path; standard input for -.")
  String path = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call it: as the file is, or stdin, unless told.")
  @Nullable String name;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      description = "What kind of file it is, e.g. text/plain: by its name unless told.")
  @Nullable String type;

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    var file = LocalFile.read(session, path);
    var named = name == null ? file : file.named(name);
    var attachment =
        (type == null ? named : named.ofType(type)).attach(session, card, epoch.in(session));
    session
        .out()
        .did(
            attachment,
            Long.toString(attachment.getId()),
            "%s has attachment %d, %s"
                .formatted(attachment.getCardId(), attachment.getId(), attachment.getName()));
  }
}
