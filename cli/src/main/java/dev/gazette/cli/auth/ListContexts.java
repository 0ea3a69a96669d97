package dev.gazette.cli.auth;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.target.Contexts;
import java.util.ArrayList;
import java.util.Map;
import picocli.CommandLine.Command;

/// Lists the contexts.
@Command(
    name = "contexts",
    description = "Lists the contexts, and which of them is in use.",
    footer = {"", "Examples:", "  gazette auth contexts"})
final class ListContexts implements Verb {

  @Override
  public void run(Session session) {
    var contexts = Contexts.of(session.around());
    var rows = new ArrayList<Map<String, Object>>();
    rows.add(ContextRow.of(contexts, Contexts.HOME));
    contexts.all().forEach(context -> rows.add(ContextRow.of(contexts, context.name())));
    session
        .out()
        .list(
            rows,
            "",
            row -> String.valueOf(row.get("name")),
            new Table<Map<String, Object>>()
                .column("", row -> Boolean.TRUE.equals(row.get("current")) ? "*" : " ")
                .column("name", row -> String.valueOf(row.get("name")))
                .column("server", row -> String.valueOf(row.get("server")))
                .column("token file", row -> String.valueOf(row.get("token_file"))));
  }
}
