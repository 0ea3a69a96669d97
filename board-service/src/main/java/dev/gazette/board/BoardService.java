package dev.gazette.board;

import dev.gazette.platform.service.ServiceMain;
import dev.gazette.platform.service.ServiceName;

/// The board service as a process of its own.
public final class BoardService {

  private BoardService() {}

  /// Starts it; it takes no arguments.
  public static void main(String... arguments) {
    ServiceMain.run(ServiceName.BOARD, arguments);
  }
}
