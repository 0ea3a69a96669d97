package dev.gazette.cli.hook;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.HookServiceGrpc;
import dev.gazette.proto.board.v1.TestHookRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Sends a hook an event of its own.
@Command(
    name = "test",
    description =
        "Sends a hook an event of its own, hook.tested; see `gazette hook deliveries` for what came of it.",
    footer = {"", "Examples:", "  gazette hook test chat"})
final class TestHook implements Verb {

  @Parameters(paramLabel = "NAME", description = "The hook's name.")
  String name = "";

  @Override
  public void run(Session session) {
    var hook =
        session.call(
            HookServiceGrpc.getTestHookMethod(),
            TestHookRequest.newBuilder().setName(name).build());
    session.out().did(hook, hook.getName(), "Hook " + name + " is sent hook.tested");
  }
}
