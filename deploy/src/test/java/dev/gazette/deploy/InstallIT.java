package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `install` puts into a user's folder, and the verbs that work on an installation.
final class InstallIT {

  @TempDir Path folder;

  @Test
  void install_linksAndCompletes_untilUninstalled() throws Exception {
    try (var machine = new Machine(Files.createDirectory(folder.resolve("Frau Müllers Rechner")))) {
      machine.gazette("up").ok();
      machine.gazette("card", "create", "One").ok();
      machine.gazette("install", "--service").ok();
      machine.gazette("install", "--service").ok();
      Path command = machine.user().resolve(".local/bin/gazette");
      assertThat(command).isSymbolicLink();
      assertThat(machine.user().resolve(".config/systemd/user/gazette.service"))
          .content()
          .contains(machine.home().toString());
      assertThat(complete(machine, "card sho")).containsExactly("show");
      assertThat(complete(machine, "card show D")).containsExactly("DEFAULT-1");
      machine.gazette("down").ok();
      assertThat(complete(machine, "card show D")).isEmpty();
      machine.gazette("uninstall").ok();
      assertThat(command).doesNotExist();
      assertThat(machine.home()).exists();
      assertThat(machine.gazette("uninstall", "--purge").exit()).isEqualTo(2);
      machine.gazette("uninstall", "--purge", "--yes").ok();
      assertThat(machine.home()).doesNotExist();
    }
  }

  /// What bash offers behind some words, by the script that was installed.
  private static List<String> complete(Machine machine, String words) throws Exception {
    String script =
        """
        PATH="$HOME/.local/bin:$PATH"
        . "$HOME/.local/share/bash-completion/completions/gazette"
        COMP_WORDS=(gazette %s)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _gazette
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(words);
    var builder = new ProcessBuilder("bash", "-c", script);
    builder.environment().putAll(machine.environment());
    var process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.lines().filter(line -> !line.isBlank()).toList();
  }

  @Test
  void verbsOfTheMachine_keepTheJsonContract() throws IOException {
    try (var machine = new Machine(folder)) {
      for (String verb : List.of("up", "doctor", "logs", "install", "uninstall", "down")) {
        String said = machine.gazette(verb, "--json").ok();
        assertThat(said).as(verb).isNotEmpty();
        for (String line : said.lines().toList()) {
          assertThat(names(line))
              .as(verb)
              .isNotEmpty()
              .allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
        }
      }
    }
  }

  private static List<String> names(String json) {
    try {
      var object = Struct.newBuilder();
      JsonFormat.parser().merge(json, object);
      return List.copyOf(object.getFieldsMap().keySet());
    } catch (InvalidProtocolBufferException damaged) {
      throw new AssertionError(json, damaged);
    }
  }
}
