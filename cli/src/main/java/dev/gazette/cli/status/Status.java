package dev.gazette.cli.status;

import dev.gazette.cli.dispatch.ListPauses;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Text;
import dev.gazette.cli.target.Home;
import dev.gazette.cli.target.Service;
import dev.gazette.proto.board.v1.Pause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tells how each service is.
@Command(
    name = "status",
    description =
        "Tells how each service is, and what the board does not give out: exit code 3 when a service is"
            + " not serving. With -q, those that serve. With --json `pauses` of the board holds what"
            + " `dispatch list` does, null when that cannot be read.",
    footer = {"", "Examples:", "  gazette status", "  gazette status --paths"})
public final class Status implements Verb {

  @Option(
      names = "--paths",
      description = "Tell where the home, data, logs and token lie, and how large they are.")
  boolean paths;

  @Override
  public void run(Session session) {
    if (paths) {
      printPaths(session);
      return;
    }
    var answers = new ArrayList<ServiceStatus>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var connection = session.connection();
      var timeout = session.timeout();
      var asked =
          Arrays.stream(Service.values())
              .map(service ->
                  threads.submit(
                      () -> ServiceStatus.of(session.target(), connection, service, timeout)))
              .toList();
      asked.forEach(answer -> answers.add(get(answer)));
    }
    print(session, answers);
  }

  private static ServiceStatus get(Future<ServiceStatus> answer) {
    try {
      return answer.get();
    } catch (ExecutionException | InterruptedException failure) {
      throw Failure.because(
          Exit.REFUSED, "INTERNAL", "Cannot ask the services: %s.", failure.getMessage());
    }
  }

  private static void print(Session session, List<ServiceStatus> answers) {
    boolean quiet = session.globals().quiet();
    var pauses = quiet ? null : pauses(session, answers);
    if (pauses != null && session.out().form() == Output.Form.PEOPLE) {
      pauses.forEach(pause -> session.out().write(Text.line(ListPauses.sentence(pause))));
    }
    session
        .out()
        .list(
            answers.stream()
                .filter(answer -> !quiet || answer.serving())
                .map(answer -> answer.fields(pauses))
                .toList(),
            "",
            row -> String.valueOf(row.get("service")),
            new Table<Map<String, @Nullable Object>>()
                .column("service", row -> String.valueOf(row.get("service")))
                .column("state", row -> String.valueOf(row.get("state")))
                .column("address", row -> String.valueOf(row.get("address")))
                .column("ms", row -> String.valueOf(row.get("latency_ms")))
                .column("why", row -> String.valueOf(row.get("problem"))));
    session.out().flush();
    var down = answers.stream().filter(answer -> !answer.serving()).toList();
    if (!down.isEmpty()) {
      throw Failure.because(
          Exit.UNREACHABLE,
          "NOT_SERVING",
          "Not serving: %s. Start Gazette with `gazette up`; `gazette logs` tells why a service"
              + " stopped.",
          String.join(", ", down.stream().map(ServiceStatus::name).toList()));
    }
  }

  /// What is not given out: for people it comes first, else idle workers look like trouble of a
  /// service. Whoever may not read boards gets the state of the services alone: null.
  private static @Nullable List<Pause> pauses(Session session, List<ServiceStatus> answers) {
    if (answers.stream().noneMatch(answer -> answer.serving() && answer.isBoard())) {
      return null;
    }
    try {
      return ListPauses.pauses(session);
    } catch (Failure _) {
      return null;
    }
  }

  private static void printPaths(Session session) {
    var rows = HomePaths.of(Home.of(session.around()));
    session
        .out()
        .list(
            rows,
            "",
            row -> String.valueOf(row.get("path")),
            new Table<Map<String, Object>>()
                .column("what", row -> String.valueOf(row.get("name")))
                .column("bytes", row -> String.valueOf(row.get("size_bytes")))
                .column("path", row -> String.valueOf(row.get("path"))));
  }
}
