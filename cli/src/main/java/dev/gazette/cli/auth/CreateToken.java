package dev.gazette.cli.auth;

import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.auth.v1.CreateTokenRequest;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import dev.gazette.proto.common.v1.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a token.
@Command(
    name = "create",
    description = "Makes a token, and shows its secret this once.",
    footer = {
      "",
      "Examples:",
      "  gazette auth token create ci --grant board.read --grant board.work@boards/ops --expires 30d",
      "  gazette auth token create bot --grant 'inference.*' --per-minute 0 --secret-file bot.token -q"
    })
final class CreateToken implements Verb {

  @Parameters(paramLabel = "NAME", description = "Its name, which events and audit will show.")
  String name = "";

  @Option(
      names = "--grant",
      required = true,
      paramLabel = "SCOPE[@RESOURCE]",
      description = "What it may do, and where: everywhere unless told; may be repeated.")
  List<String> grants = List.of();

  @Option(names = "--expires", paramLabel = "TIME", description = "How long it lives, e.g. 30d.")
  @Nullable String expires;

  @Option(
      names = "--per-minute",
      paramLabel = "N",
      description = "How many calls a minute, 0 for any number: 60 unless told.")
  @Nullable Integer perMinute;

  @Option(
      names = "--per-day",
      paramLabel = "N",
      description = "How many calls a day, 0 for any number: 1000 unless told.")
  @Nullable Integer perDay;

  @Mixin final SecretFile secretFile = new SecretFile();

  @Override
  public void run(Session session) {
    var request = CreateTokenRequest.newBuilder().setName(name);
    grants.forEach(grant -> request.addGrants(Grants.parse(grant)));
    if (expires != null) {
      request.setLifetime(Times.duration(Durations.parse("--expires", expires)));
    }
    if (perMinute != null || perDay != null) {
      request.setLimits(limits());
    }
    try (var kept = secretFile.begin(session, List.of())) {
      var issued = session.call(TokenServiceGrpc.getCreateTokenMethod(), request.build());
      SecretFile.print(session, kept, issued, "created");
    }
  }

  private Limits limits() {
    var limits = Limits.newBuilder();
    if (perMinute != null) {
      limits.setPerMinute(perMinute);
    }
    if (perDay != null) {
      limits.setPerDay(perDay);
    }
    return limits.build();
  }
}
