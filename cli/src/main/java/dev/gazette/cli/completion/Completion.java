package dev.gazette.cli.completion;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Nearest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Prints a completion script.
@Command(
    name = "completion",
    description =
        "Prints the script that lets a shell complete verbs, options and live ids. Ids are left out"
            + " while Gazette is down.",
    footer = {
      "",
      "Examples:",
      "  gazette completion bash > ~/.local/share/bash-completion/completions/gazette",
      "  gazette completion zsh > ~/.zfunc/_gazette"
    })
public final class Completion implements Verb {

  private static final List<String> SHELLS = List.of("bash", "zsh");

  private static final String BASH =
      """
      # Completion of gazette for bash. Model names hold colons, which are no ends of words here.
      COMP_WORDBREAKS=${COMP_WORDBREAKS//:}
      _gazette() {
        local IFS=$'\\n'
        COMPREPLY=($(command gazette __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
        if [ "${COMPREPLY[0]-}" = ':files' ]; then
          COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
          compopt -o filenames 2>/dev/null
        fi
      }
      complete -F _gazette gazette
      """;

  private static final String ZSH =
      """
      #compdef gazette
      # Completion of gazette for zsh.
      _gazette() {
        local -a found
        found=(${(f)"$(command gazette __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"})
        if [[ ${found[1]-} == ':files' ]]; then
          _files
        else
          compadd -- $found
        fi
      }
      if [ "${funcstack[1]-}" = _gazette ]; then _gazette "$@"; else compdef _gazette gazette; fi
      """;

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  String shell = "";

  @Override
  public void run(Session session) {
    session.out().raw(script(shell));
  }

  /// The script of a shell.
  public static String script(String shell) {
    return switch (shell) {
      case "bash" -> BASH;
      case "zsh" -> ZSH;
      default ->
          throw Failure.usage(
              "There is no completion for %s, only for bash and zsh.%s",
              shell, Nearest.hint(shell, SHELLS));
    };
  }
}
