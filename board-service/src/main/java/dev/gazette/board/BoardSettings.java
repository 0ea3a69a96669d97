package dev.gazette.board;

import dev.gazette.board.hook.HookSettings;
import dev.gazette.platform.config.Setting;
import dev.gazette.platform.config.SettingTable;
import dev.gazette.platform.config.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The settings of the board.
public final class BoardSettings implements SettingTable {

  private static final String COMMANDS =
      "entries `name=command argument …` between commas, split at spaces";

  private static final Setting<List<String>> HOOK_ALLOW =
      Setting.list(
          "gazette.board.hook-allow",
          "",
          "hosts, or hosts with ports, between commas",
          "Which hosts hooks may call although their addresses are not public.");

  private static final Setting<List<String>> HOOK_COMMANDS =
      new Setting<>(
          "gazette.board.hook-commands",
          "",
          COMMANDS,
          "Which commands hooks may run, e.g. `desktop=/usr/local/bin/notify`.",
          false,
          BoardSettings::commands);

  @Override
  public String area() {
    return "board";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(HOOK_ALLOW, HOOK_COMMANDS);
  }

  private static List<String> commands(String text) {
    var entries = Setting.entries(text);
    if (!entries.stream().allMatch(entry -> entry.matches("[a-z0-9-]{1,63}=\\S.*"))) {
      throw new IllegalArgumentException(COMMANDS);
    }
    return entries;
  }

  static HookSettings hooks(Settings settings) {
    return new HookSettings(
        Set.copyOf(settings.get(HOOK_ALLOW)),
        settings.get(HOOK_COMMANDS).stream()
            .map(entry -> entry.split("=", 2))
            .collect(
                Collectors.toMap(
                    parts -> parts[0], parts -> Arrays.asList(parts[1].split(" +", -1)))));
  }
}
