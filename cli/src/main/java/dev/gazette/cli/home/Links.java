package dev.gazette.cli.home;

import dev.gazette.cli.process.Surroundings;
import java.nio.file.Path;
import java.util.List;

/// Where `install` puts things in the user's folder.
///
/// @param command the link that makes `gazette` a command
/// @param bash the completion of bash
/// @param zsh the completion of zsh
/// @param unit the user service of systemd
record Links(Path command, Path bash, Path zsh, Path unit) {

  static Links of(Surroundings around) {
    Path user = around.userHome();
    Path data =
        around
            .variable("XDG_DATA_HOME")
            .map(Path::of)
            .orElseGet(() -> user.resolve(".local/share"));
    Path config =
        around.variable("XDG_CONFIG_HOME").map(Path::of).orElseGet(() -> user.resolve(".config"));
    return new Links(
        user.resolve(".local/bin/gazette"),
        data.resolve("bash-completion/completions/gazette"),
        data.resolve("zsh/site-functions/_gazette"),
        config.resolve("systemd/user/gazette.service"));
  }

  List<Path> all() {
    return List.of(command, bash, zsh, unit);
  }
}
