package dev.gazette.cli.hook;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.GetHookSecretRequest;
import dev.gazette.proto.board.v1.HookServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Tells a hook's secret.
@Command(
    name = "secret",
    description =
        "Tells the secret by which the receiver of a hook knows what is ours. With -q, it alone.",
    footer = {"", "Examples:", "  gazette hook secret chat -q"})
final class ShowSecret implements Verb {

  @Parameters(paramLabel = "NAME", description = "The hook's name.")
  String name = "";

  @Override
  public void run(Session session) {
    var answer =
        session.call(
            HookServiceGrpc.getGetHookSecretMethod(),
            GetHookSecretRequest.newBuilder().setName(name).build());
    session.out().did(answer, answer.getSecret(), answer.getSecret());
  }
}
