package dev.gazette.probe;

import dev.gazette.platform.config.Setting;
import dev.gazette.platform.config.SettingTable;
import java.nio.file.Path;
import java.util.List;

/// The settings of the probe.
public final class ProbeSettings implements SettingTable {

  /// Where repositories may lie.
  public static final Setting<List<String>> ROOTS =
      new Setting<>(
          "gazette.probe.roots",
          "",
          "The absolute paths of the folders under which repositories may lie, between commas; the user's home when"
              + " empty.",
          false,
          ProbeSettings::roots);

  private static List<String> roots(String text) {
    var roots = Setting.list("gazette.probe.roots", "", "").reading().read(text);
    if (!roots.stream().allMatch(root -> Path.of(root).isAbsolute())) {
      throw new IllegalArgumentException("absolute paths between commas");
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
