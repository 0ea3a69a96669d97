package dev.gazette.probe;

import dev.gazette.platform.config.Setting;
import dev.gazette.platform.config.SettingTable;
import java.nio.file.Path;
import java.util.List;

/// The settings of the probe.
public final class ProbeSettings implements SettingTable {

  private static final String EXPECTED = "absolute paths between commas";

  /// Where repositories may lie.
  public static final Setting<List<String>> ROOTS =
      new Setting<>(
          "gazette.probe.roots",
          "",
          EXPECTED,
          "The folders under which repositories may lie; the user's home when empty.",
          false,
          ProbeSettings::roots);

  private static List<String> roots(String text) {
    var roots = Setting.entries(text);
    if (!roots.stream().allMatch(root -> Path.of(root).isAbsolute())) {
      throw new IllegalArgumentException(EXPECTED);
    }
    return roots;
  }

  @Override
  public String area() {
    return "probe";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(ROOTS);
  }
}
