package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.Version;
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
      Path disk = Files.createDirectory(folder.resolve("disk"));
      Files.createSymbolicLink(machine.home(), disk);
      machine.gazette("up").ok();
      machine.gazette("status").ok();
      assertThat(machine.gazette("doctor").out()).contains("home, for its owner alone");
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
      assertThat(completeInZsh(machine, "card sho")).containsExactly("show");
      assertThat(completeInZsh(machine, "card show D")).containsExactly("DEFAULT-1");
      assertThat(bash(machine, "gazette --version")).containsExactly(Version.line());
      assertThat(bash(machine, "LC_ALL=C gazette card create $'Gr\\xc3\\xb6\\xc3\\x9fe'"))
          .containsExactly("DEFAULT-2 created: Größe");
      machine.gazette("down").ok();
      assertThat(complete(machine, "card show D")).isEmpty();
      assertThat(completeInZsh(machine, "card show D")).isEmpty();
      machine.gazette("uninstall").ok();
      assertThat(command).doesNotExist();
      assertThat(machine.home()).exists();
      assertThat(machine.gazette("uninstall", "--purge").exit()).isEqualTo(2);
      machine.gazette("uninstall", "--purge", "--yes").ok();
      assertThat(disk).doesNotExist();
      assertThat(machine.home()).doesNotExist();
    }
  }

  @Test
  void install_overWhatOthersMade_changesNothing() throws Exception {
    try (var machine = new Machine(folder)) {
      Path command = machine.user().resolve(".local/bin/gazette");
      Path unit = machine.user().resolve(".config/systemd/user/gazette.service");
      Path others = Files.writeString(folder.resolve("others"), "others");
      Files.createDirectories(command.getParent());
      Files.createDirectories(unit.getParent());
      Files.createSymbolicLink(command, others);
      var refused = machine.gazette("install");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains(command + " leads to " + others + "; move it away");
      assertThat(machine.user().resolve(".local/share")).doesNotExist();
      assertThat(machine.gazette("doctor").out()).contains(command + " leads to " + others);
      Files.delete(command);
      Files.createSymbolicLink(unit, others);
      assertThat(machine.gazette("install", "--service").err()).contains(unit + " leads to");
      machine.gazette("install").ok();
      Path bash = machine.user().resolve(".local/share/bash-completion/completions/gazette");
      Files.writeString(bash, "others");
      var left = machine.gazette("uninstall");
      assertThat(left.ok()).startsWith("Removed " + command);
      assertThat(left.err()).contains(bash + " is a file that Gazette did not make");
      assertThat(command).doesNotExist();
      assertThat(bash).hasContent("others");
      assertThat(unit).isSymbolicLink();
      assertThat(others).hasContent("others");
    }
  }

  /// What bash offers behind some words, by the script that was installed.
  private static List<String> complete(Machine machine, String words) throws Exception {
    return bash(
        machine,
        """
        . "$HOME/.local/share/bash-completion/completions/gazette"
        COMP_WORDS=(gazette %s)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _gazette
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(words));
  }

  /// What zsh offers behind some words, by the function that it finds for the command. There is no
  /// line to edit, so what would take the offers prints them.
  private static List<String> completeInZsh(Machine machine, String words) throws Exception {
    return shell(
        "zsh",
        machine,
        """
        fpath=("$HOME/.local/share/zsh/site-functions" $fpath)
        autoload -Uz compinit && compinit -u -D
        compadd() { shift; print -rl -- "$@" }
        words=(gazette %s)
        CURRENT=$#words
        $_comps[gazette]
        """
            .formatted(words));
  }

  private static List<String> bash(Machine machine, String script) throws Exception {
    return shell("bash", machine, script);
  }

  /// What a script prints that finds the command on its PATH.
  private static List<String> shell(String shell, Machine machine, String script) throws Exception {
    var builder = new ProcessBuilder(shell, "-c", "PATH=\"$HOME/.local/bin:$PATH\"\n" + script);
    builder.environment().putAll(machine.environment());
    var process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.lines().filter(line -> !line.isBlank()).toList();
  }
}
