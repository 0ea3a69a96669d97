package dev.gazette.platform.config;

import java.util.List;

/// The settings of one part of Gazette. A service declares its own in one class that implements
/// this, named in `META-INF/services/dev.gazette.platform.config.SettingTable`.
public interface SettingTable {

  /// Whose they are: a service's id, so that every key begins with `gazette.<id>.`; empty for the
  /// platform's.
  String area();

  /// All of them, in the order of the documentation.
  List<Setting<?>> settings();
}
