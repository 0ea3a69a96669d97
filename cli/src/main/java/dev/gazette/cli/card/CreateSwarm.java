package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.BoardOption;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.proto.board.v1.CreateSwarmRequest;
import dev.gazette.proto.board.v1.SwarmPart;
import dev.gazette.proto.board.v1.SwarmServiceGrpc;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts the cards of a goal on a board that several work on at once.
@Command(
    name = "swarm",
    description = {
      "Puts a goal on a board that several work on at once: a card for each worker, one that looks at"
          + " what they made when all are done, and one that puts it together then.",
      "",
      "The goal has a card, too, which is done: what they tell each other are its comments. With -q,"
          + " the ids: the goal's, the workers', the verifier's and the synthesizer's."
    },
    footer = {
      "",
      "Examples:",
      "  gazette card swarm 'Choose a host' --worker ada:'Prices' --worker ben:'Speed' --verifier eve"
    })
final class CreateSwarm implements Verb {

  @Parameters(paramLabel = "GOAL", description = "What is to be reached, in one line.")
  String goal = "";

  @Option(names = "--body", paramLabel = "TEXT", description = "The whole of it, in Markdown.")
  String body = "";

  @Option(
      names = "--worker",
      paramLabel = "NAME:TITLE",
      required = true,
      description = "Who does what; may be repeated. `:TITLE` is for anybody.")
  List<String> tasks = List.of();

  @Option(names = "--verifier", paramLabel = "NAME", description = "Who looks at what they made.")
  String verifier = "";

  @Option(names = "--synthesizer", paramLabel = "NAME", description = "Who puts it together.")
  String synthesizer = "";

  @Option(
      names = {"-p", "--priority"},
      paramLabel = "N|low|medium|high|urgent",
      description = "Of all its cards. The words are -100, 0, 100 and 1000.")
  @Nullable String priority;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Makes one swarm, however often it is run by whomever.")
  String key = "";

  @Mixin final BoardOption board = new BoardOption();

  @Override
  public void run(Session session) {
    var request =
        CreateSwarmRequest.newBuilder()
            .setGoal(SwarmPart.newBuilder().setTitle(goal).setBody(body))
            .setVerifier(part(verifier, "Verify: " + goal))
            .setSynthesizer(part(synthesizer, "Put together: " + goal))
            .setPriority(priority == null ? 0 : Priority.parse(priority))
            .setIdempotencyKey(key);
    tasks.forEach(task -> request.addWorkers(worker(task)));
    var swarm =
        session.call(
            SwarmServiceGrpc.getCreateSwarmMethod(), request.setBoardId(board.in(session)).build());
    var out = session.out();
    String workers = String.join(" ", swarm.getWorkerCardIdsList());
    String ids =
        String.join(
            " ",
            swarm.getRootCardId(),
            workers,
            swarm.getVerifierCardId(),
            swarm.getSynthesizerCardId());
    if (out.form() == Output.Form.IDS) {
      List.of(ids.split(" ", -1)).forEach(id -> out.next(swarm, id, id));
      return;
    }
    out.did(
        swarm,
        ids,
        "%s: %s work, %s looks at it, %s puts it together"
            .formatted(
                swarm.getRootCardId(),
                workers,
                swarm.getVerifierCardId(),
                swarm.getSynthesizerCardId()));
  }

  private static SwarmPart worker(String spec) {
    int colon = spec.indexOf(':');
    if (colon < 0) {
      throw Failure.usage("--worker %s names no title: write NAME:TITLE, or :TITLE.", spec);
    }
    return part(spec.substring(0, colon), spec.substring(colon + 1));
  }

  private static SwarmPart part(String assignee, String title) {
    return SwarmPart.newBuilder().setAssignee(assignee).setTitle(title).build();
  }
}
