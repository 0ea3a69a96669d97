package dev.gazette.cli.auth;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.process.Inputs;
import dev.gazette.cli.target.Home;
import dev.gazette.cli.target.Service;
import dev.gazette.cli.target.TokenPlace;
import dev.gazette.proto.auth.v1.RecoverOwnerRequest;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes a new owner token for whoever owns the home. A recovery secret opens everything of its
/// home, so that of this machine's is sent to nobody else.
@Command(
    name = "recover",
    description =
        "Ends every owner token and keeps a new one, for whoever can read the recovery secret: in the"
            + " home, with the secret of its auth service; in the context or the --token-file of"
            + " another server, with the secret that --recovery-file gives.",
    footer = {
      "",
      "Examples:",
      "  gazette auth recover",
      "  gazette auth recover --server 127.0.0.1 --recovery-file lab.recovery --token-file lab.token"
    })
final class RecoverOwner implements Verb {

  @Option(
      names = "--recovery-file",
      paramLabel = "FILE",
      description =
          "The file that holds the recovery secret, - for standard input: the home's unless told.")
  @Nullable String file;

  @Override
  public void run(Session session) {
    String secret = Inputs.text(session.around(), file == null ? ofHome(session) : file).strip();
    var place = place(session);
    try (var kept = KeptSecret.begin(List.of(place))) {
      var issued =
          session.callAnonymously(
              Service.AUTH,
              TokenServiceGrpc.getRecoverOwnerMethod(),
              RecoverOwnerRequest.newBuilder().setRecoverySecret(secret).build());
      kept.keep(issued.getSecret());
      var told = new LinkedHashMap<String, Object>();
      told.put("token", issued.getToken());
      told.put("token_file", kept.where());
      session
          .out()
          .did(told, issued.getToken().getId(), "The owner's new token is in " + kept.where());
    }
  }

  private static TokenPlace place(Session session) {
    return session.target().places().stream()
        .findFirst()
        .orElseThrow(() ->
            Failure.usage(
                "%s names a server that no context knows: say with --token-file FILE where the new"
                    + " token is to be kept.",
                session.target().origin()));
  }

  private static String ofHome(Session session) {
    var home = Home.of(session.around());
    if (!session.target().home()) {
      throw Failure.usage(
          "The target is that of %s, and the recovery secret of %s is sent to that home's own service"
              + " only: `gazette auth use home` or GAZETTE_HOME chooses the home, --recovery-file gives"
              + " the secret of another server.",
          session.target().origin(), home.folder());
    }
    return home.recovery().toString();
  }
}
