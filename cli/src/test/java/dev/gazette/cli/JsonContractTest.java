package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.output.JsonReader;
import dev.gazette.cli.testgazette.Run;
import dev.gazette.cli.testgazette.TestGazette;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Walks the `--json` contract over every verb, against a Gazette that answers.
final class JsonContractTest {

  /// One run of each verb, in an order in which each finds what it needs; the shape of its lines
  /// before the colon.
  private static final List<String> RUNS =
      List.of(
          "list:status",
          "one:board create ops --title Operations",
          "list:board list",
          "one:board show ops",
          "one:board update ops --title Ops",
          "list:board columns ops --wip ready=9",
          "one:repo register /src/shop",
          "list:repo list",
          "one:repo show shop",
          "one:repo update shop --label web",
          "list:repo discover",
          "one:card create Renew --priority high --label ops --due 2026-12-31 --repo shop",
          "one:card create Second",
          "one:card show DEFAULT-1",
          "list:card list",
          "one:card update DEFAULT-1 --title Renewed",
          "one:card move DEFAULT-1 ready",
          "one:card claim DEFAULT-1 --worker me",
          "one:card heartbeat DEFAULT-1 --epoch 1",
          "one:card complete DEFAULT-1 --epoch 1 --summary done",
          "list:card runs DEFAULT-1",
          "one:card wait DEFAULT-1 --for done --timeout 20s",
          "one:card claim --next",
          "one:card release DEFAULT-2 --epoch 1",
          "one:card block DEFAULT-2 why",
          "one:card unblock DEFAULT-2",
          "one:card archive DEFAULT-2",
          "one:card unarchive DEFAULT-2",
          "one:env set shop KEY value",
          "one:env template shop -",
          "one:env undo shop",
          "list:env writes shop",
          "one:gitignore merge shop target/",
          "one:gitignore undo shop --dry-run",
          "one:repo remove shop",
          "one:ask hello world",
          "list:model list",
          "list:usage",
          "one:events --since 2020-01-01",
          "one:auth token create ci --grant board.read@boards/ops --expires 30d --per-minute 5",
          "list:auth token list",
          "one:auth token rotate ci",
          "one:auth token revoke ci",
          "list:auth audit",
          "list:auth contexts",
          "one:auth login lab --server 127.0.0.1:50051",
          "one:auth use home",
          "one:auth recover");

  /// Prints a script for a shell, whatever the form.
  private static final String NO_JSON = "gazette completion";

  /// Work on an installation rather than over the wire: the system test walks them.
  private static final List<String> OF_THE_MACHINE =
      List.of("up", "down", "logs", "doctor", "install", "uninstall");

  @TempDir Path folder;

  @Test
  void everyVerb_keepsTheContract() {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      var walked = new TreeSet<String>();
      for (String line : RUNS) {
        String shape = line.substring(0, line.indexOf(':'));
        var arguments = List.of((line.substring(line.indexOf(':') + 1) + " --json").split(" "));
        walked.add(verb(arguments));
        var result =
            Run.against(gazette).piping("KEY=1\n").gazette(arguments.toArray(String[]::new));
        assertThat(result.err()).as(line).isEmpty();
        assertThat(result.exit()).as(line).isZero();
        assertThat(result.lines()).as(line).isNotEmpty();
        result.lines().forEach(it -> check(line, shape, JsonReader.object(it)));
      }
      walked.add(NO_JSON);
      OF_THE_MACHINE.forEach(verb -> walked.add("gazette " + verb));
      assertThat(walked)
          .isEqualTo(
              Commands.verbs()
                  .map(spec -> spec.qualifiedName())
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  /// The verb that some arguments name.
  private static String verb(List<String> arguments) {
    var result = CommandTree.whole().parser().parseArgs(arguments.toArray(String[]::new));
    while (result.hasSubcommand()) {
      result = result.subcommand();
    }
    return result.commandSpec().qualifiedName();
  }

  private static void check(String run, String shape, Map<String, @Nullable Object> object) {
    if (shape.equals("list")) {
      assertThat(object.keySet()).as(run).containsExactly("items", "next_page_token");
      assertThat(object.get("items")).as(run).isInstanceOf(List.class);
      assertThat(object.get("next_page_token")).as(run).isInstanceOf(String.class);
    }
    values(run, object);
  }

  private static void values(String run, @Nullable Object value) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((key, within) -> {
            assertThat((String) key).as(run).matches("[a-z][a-z0-9_]*");
            field(run, (String) key, within);
            values(run, within);
          });
      case List<?> list -> list.forEach(within -> values(run, within));
      case null, default -> {}
    }
  }

  private static void field(String run, String key, @Nullable Object value) {
    if (key.endsWith("_time") && value != null) {
      assertThat((String) value)
          .as(run)
          .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z");
    }
    if (List.of("state", "outcome", "lane", "role").contains(key)) {
      assertThat((String) value).as(run).matches("[a-zA-Z_]+");
    }
    if (List.of("epoch", "sequence", "prompt_tokens", "duration", "latency").contains(key)) {
      assertThat(value).as(run).isInstanceOf(Number.class);
    }
  }

  @Test
  void card_hasEveryFieldOfItsProto() {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      var run = Run.against(gazette);
      run.gazette("card", "create", "One");
      var card =
          JsonReader.object(run.gazette("card", "show", "DEFAULT-1", "--json").out().strip());
      var names =
          dev.gazette.proto.board.v1.Card.getDescriptor().getFields().stream()
              .map(field -> field.getName())
              .toList();
      assertThat(card.keySet()).containsExactlyElementsOf(names);
      assertThat(card).containsEntry("state", "ready").containsEntry("lease", null);
    }
  }
}
