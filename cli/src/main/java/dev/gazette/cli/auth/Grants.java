package dev.gazette.cli.auth;

import dev.gazette.proto.common.v1.Grant;

/// Grants as people write them: `board.read`, `board.work@boards/ops`.
final class Grants {

  private Grants() {}

  /// A grant of `SCOPE` everywhere, or of `SCOPE@RESOURCE`.
  static Grant parse(String text) {
    int at = text.indexOf('@');
    return at < 0
        ? Grant.newBuilder().setScope(text).build()
        : Grant.newBuilder()
            .setScope(text.substring(0, at))
            .setResource(text.substring(at + 1))
            .build();
  }
}
