package dev.gazette.cli.hook;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CreateHookRequest;
import dev.gazette.proto.board.v1.Hook;
import dev.gazette.proto.board.v1.HookServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a hook.
@Command(
    name = "create",
    description = {
      "Makes a hook: what happens from here on is sent to a URL, signed as Standard Webhooks has it, or to a command that the"
          + " setting gazette.board.hook-commands names, as JSON on its standard input.",
      "Private addresses are refused unless the setting gazette.board.hook-allow names the host."
    },
    footer = {
      "",
      "Examples:",
      "  gazette hook create chat --url https://example.org/hook --kind card.blocked --board ops",
      "  gazette hook create desk --command desktop --kind 'card.*'"
    })
final class CreateHook implements Verb {

  @Parameters(paramLabel = "NAME", description = "What to call it.")
  String name = "";

  @Option(names = "--url", paramLabel = "URL", description = "Where to send events to.")
  String url = "";

  @Option(names = "--command", paramLabel = "NAME", description = "What to run for each event.")
  String command = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "Which events, e.g. card.blocked or 'card.*': all unless told; may be repeated.")
  List<String> kinds = List.of();

  @Option(
      names = {"-b", "--board"},
      paramLabel = "BOARD",
      description = "Only events of this board.")
  String board = "";

  @Override
  public void run(Session session) {
    if (url.isEmpty() == command.isEmpty()) {
      throw Failure.usage("Give either --url or --command.");
    }
    var hook =
        session.call(
            HookServiceGrpc.getCreateHookMethod(),
            CreateHookRequest.newBuilder()
                .setHook(
                    Hook.newBuilder()
                        .setName(name)
                        .setBoardId(board)
                        .setUrl(url)
                        .setCommand(command)
                        .addAllKinds(kinds))
                .build());
    String more =
        url.isEmpty() ? "" : "; its receiver checks it by what `gazette hook secret %s` tells";
    session.out().did(hook, hook.getName(), "Hook " + name + " created" + more.formatted(name));
  }
}
