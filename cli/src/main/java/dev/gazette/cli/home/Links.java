package dev.gazette.cli.home;

import dev.gazette.cli.completion.Completion;
import dev.gazette.cli.process.Surroundings;
import dev.gazette.cli.target.Home;
import java.nio.file.Path;
import java.util.List;

/// What `install` puts where in the user's folder.
///
/// @param command the link that makes `gazette` a command
/// @param bash the completion of bash
/// @param zsh the completion of zsh
/// @param unit the user service of systemd
record Links(Placed.Link command, Placed.Text bash, Placed.Text zsh, Placed.Text unit) {

  static Links of(Surroundings around, Installation installation) {
    Path user = around.userHome();
    Path data =
        around
            .variable("XDG_DATA_HOME")
            .map(Path::of)
            .orElseGet(() -> user.resolve(".local/share"));
    Path config =
        around.variable("XDG_CONFIG_HOME").map(Path::of).orElseGet(() -> user.resolve(".config"));
    return new Links(
        new Placed.Link(user.resolve(".local/bin/gazette"), installation.script()),
        new Placed.Text(
            data.resolve("bash-completion/completions/gazette"),
            "# Completion of gazette for bash",
            Completion.script("bash")),
        new Placed.Text(
            data.resolve("zsh/site-functions/_gazette"),
            "#compdef gazette\n# Completion of gazette for zsh",
            Completion.script("zsh")),
        new Placed.Text(
            config.resolve("systemd/user/gazette.service"),
            "[Unit]\nDescription=Gazette\n",
            unit(installation, Home.of(around))));
  }

  private static String unit(Installation installation, Home home) {
    return """
    [Unit]
    Description=Gazette

    [Service]
    Type=oneshot
    RemainAfterExit=yes
    Environment="GAZETTE_HOME=%s"
    ExecStart="%s" up
    ExecStop="%s" down

    [Install]
    WantedBy=default.target
    """
        .formatted(home.folder(), installation.script(), installation.script());
  }

  List<Placed> all() {
    return List.of(command, bash, zsh, unit);
  }
}
