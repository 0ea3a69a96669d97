package dev.gazette.cli.hook;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.proto.board.v1.Hook;
import dev.gazette.proto.board.v1.HookServiceGrpc;
import dev.gazette.proto.board.v1.ListHooksRequest;
import picocli.CommandLine.Command;

/// Lists the hooks.
@Command(
    name = "list",
    description = "Lists the hooks, with how many deliveries wait and how many were given up.",
    footer = {"", "Examples:", "  gazette hook list"})
final class ListHooks implements Verb {

  @Override
  public void run(Session session) {
    var hooks =
        session
            .call(HookServiceGrpc.getListHooksMethod(), ListHooksRequest.getDefaultInstance())
            .getHooksList();
    session
        .out()
        .list(
            hooks,
            "",
            Hook::getName,
            new Table<Hook>()
                .column("name", Hook::getName)
                .column("board", hook -> hook.getBoardId().isEmpty() ? "all" : hook.getBoardId())
                .column("kinds", ListHooks::kinds)
                .column("waiting", Hook::getPendingCount)
                .column("dead", Hook::getDeadCount)
                .column("to", ListHooks::sink));
  }

  private static String kinds(Hook hook) {
    return hook.getKindsCount() == 0 ? "all" : String.join(" ", hook.getKindsList());
  }

  private static String sink(Hook hook) {
    return hook.getUrl().isEmpty() ? "command " + hook.getCommand() : hook.getUrl();
  }
}
