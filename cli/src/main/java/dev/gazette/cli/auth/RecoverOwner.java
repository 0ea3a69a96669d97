package dev.gazette.cli.auth;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.process.Inputs;
import dev.gazette.cli.target.Home;
import dev.gazette.cli.target.PrivateFile;
import dev.gazette.cli.target.Service;
import dev.gazette.proto.auth.v1.RecoverOwnerRequest;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes a new owner token for whoever owns the home.
@Command(
    name = "recover",
    description =
        "Ends every owner token and puts a new one into the home: for whoever can read the"
            + " recovery secret of the auth service there.",
    footer = {"", "Examples:", "  gazette auth recover"})
final class RecoverOwner implements Verb {

  @Option(
      names = "--recovery-file",
      paramLabel = "FILE",
      description = "The file that holds the recovery secret: the home's unless told.")
  @Nullable String file;

  @Override
  public void run(Session session) {
    var home = Home.of(session.around());
    String secret =
        Inputs.text(session.around(), Objects.requireNonNullElse(file, home.recovery().toString()))
            .strip();
    var issued =
        session.callAnonymously(
            Service.AUTH,
            TokenServiceGrpc.getRecoverOwnerMethod(),
            RecoverOwnerRequest.newBuilder().setRecoverySecret(secret).build());
    PrivateFile.write(home.token(), issued.getSecret() + "\n");
    var told = new LinkedHashMap<String, Object>();
    told.put("token", issued.getToken());
    told.put("token_file", home.token().toString());
    session
        .out()
        .did(told, issued.getToken().getId(), "The owner's new token is in " + home.token());
  }
}
