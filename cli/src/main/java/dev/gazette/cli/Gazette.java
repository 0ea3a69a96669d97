package dev.gazette.cli;

import dev.gazette.cli.ask.Ask;
import dev.gazette.cli.ask.ListUsage;
import dev.gazette.cli.ask.ModelGroup;
import dev.gazette.cli.auth.AuthGroup;
import dev.gazette.cli.board.BoardGroup;
import dev.gazette.cli.card.CardGroup;
import dev.gazette.cli.card.ListInbox;
import dev.gazette.cli.completion.Complete;
import dev.gazette.cli.completion.Completion;
import dev.gazette.cli.dispatch.DispatchGroup;
import dev.gazette.cli.event.Events;
import dev.gazette.cli.file.EnvGroup;
import dev.gazette.cli.file.GitignoreGroup;
import dev.gazette.cli.frame.Globals;
import dev.gazette.cli.frame.Group;
import dev.gazette.cli.home.Doctor;
import dev.gazette.cli.home.Down;
import dev.gazette.cli.home.Install;
import dev.gazette.cli.home.Logs;
import dev.gazette.cli.home.Uninstall;
import dev.gazette.cli.home.Up;
import dev.gazette.cli.hook.HookGroup;
import dev.gazette.cli.limit.LimitGroup;
import dev.gazette.cli.limit.PoolGroup;
import dev.gazette.cli.repo.RepoGroup;
import dev.gazette.cli.share.ShareGroup;
import dev.gazette.cli.status.Status;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command itself, with its verbs in the order of the help.
@Command(
    name = "gazette",
    description = "Governs a fleet of repositories, people and agents from one machine.",
    footer = {
      "",
      "Examples:",
      "  gazette up",
      "  gazette board show",
      "  gazette card create 'Renew the certificate' --priority high",
      "  gazette events --follow",
      "",
      "Exit codes: 0 done, 1 refused, 2 usage, 3 unreachable, 4 not found, 5 denied, 6 timed out."
    })
public final class Gazette extends Globals implements Group {

  @Option(
      names = {"-V", "--version"},
      description = "Print the version.")
  boolean version;

  @Override
  public List<String> verbs() {
    return List.of(
        "up",
        "down",
        "status",
        "logs",
        "doctor",
        "install",
        "uninstall",
        "board",
        "card",
        "inbox",
        "dispatch",
        "hook",
        "limit",
        "pool",
        "share",
        "repo",
        "env",
        "gitignore",
        "ask",
        "model",
        "usage",
        "events",
        "auth",
        "completion",
        Complete.NAME);
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "up" -> new Up();
      case "down" -> new Down();
      case "logs" -> new Logs();
      case "doctor" -> new Doctor();
      case "install" -> new Install();
      case "uninstall" -> new Uninstall();
      case "status" -> new Status();
      case "board" -> new BoardGroup();
      case "card" -> new CardGroup();
      case "inbox" -> new ListInbox();
      case "dispatch" -> new DispatchGroup();
      case "hook" -> new HookGroup();
      case "limit" -> new LimitGroup();
      case "pool" -> new PoolGroup();
      case "share" -> new ShareGroup();
      case "repo" -> new RepoGroup();
      case "env" -> new EnvGroup();
      case "gitignore" -> new GitignoreGroup();
      case "ask" -> new Ask();
      case "model" -> new ModelGroup();
      case "usage" -> new ListUsage();
      case "events" -> new Events();
      case "auth" -> new AuthGroup();
      case "completion" -> new Completion();
      case Complete.NAME -> new Complete(() -> CommandTree.whole().model());
      default -> throw Group.unknown(name);
    };
  }
}
