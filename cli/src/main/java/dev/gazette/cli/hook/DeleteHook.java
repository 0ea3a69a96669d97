package dev.gazette.cli.hook;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.DeleteHookRequest;
import dev.gazette.proto.board.v1.HookServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Ends a hook.
@Command(
    name = "delete",
    description = "Ends a hook; what waits for it is dropped.",
    footer = {"", "Examples:", "  gazette hook delete chat"})
final class DeleteHook implements Verb {

  @Parameters(paramLabel = "NAME", description = "The hook's name.")
  String name = "";

  @Override
  public void run(Session session) {
    var hook =
        session.call(
            HookServiceGrpc.getDeleteHookMethod(),
            DeleteHookRequest.newBuilder().setName(name).build());
    session.out().did(hook, hook.getName(), "Hook " + name + " deleted");
  }
}
