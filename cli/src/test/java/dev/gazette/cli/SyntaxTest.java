package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.frame.Group;
import dev.gazette.cli.frame.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// What the build writes from picocli's annotations says the same as picocli reads from them.
final class SyntaxTest {

  @Test
  void syntax_ofEveryCommand_isThatOfItsAnnotations() {
    var commands = new ArrayList<Object>();
    collect(new Gazette(), commands);
    assertThat(commands).hasSizeGreaterThan(60);
    for (Object command : commands) {
      assertThat(said(Syntax.of(command)))
          .as(command.getClass().getName())
          .isEqualTo(said(CommandSpec.forAnnotatedObject(command)));
    }
  }

  private static void collect(Object command, List<Object> all) {
    all.add(command);
    if (command instanceof Group group) {
      group.verbs().forEach(name -> collect(group.verb(name), all));
    }
  }

  private static Map<String, Object> said(CommandSpec spec) {
    var said = new LinkedHashMap<String, Object>();
    said.put("name", spec.name());
    said.put("description", List.of(spec.usageMessage().description()));
    said.put("footer", List.of(spec.usageMessage().footer()));
    said.put("hidden", spec.usageMessage().hidden());
    said.put("mixins", spec.mixins().keySet());
    spec.options()
        .forEach(option ->
            said.put(
                String.join(" ", option.names()), said(option) + " help=" + option.usageHelp()));
    spec.positionalParameters()
        .forEach(argument -> said.put("argument " + argument.index(), said(argument)));
    return said;
  }

  private static String said(ArgSpec argument) {
    return "%s %s %s%s arity=%s label=%s split=%s scope=%s required=%s hidden=%s default=%s first=%s"
        .formatted(
            List.of(argument.description()),
            argument.typeInfo(),
            argument.type(),
            List.of(argument.auxiliaryTypes()),
            argument.arity(),
            argument.paramLabel(),
            argument.splitRegex(),
            argument.scopeType(),
            argument.required(),
            argument.hidden(),
            argument.defaultValue(),
            argument.initialValue());
  }
}
