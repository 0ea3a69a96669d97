package dev.gazette.platform.health;

import dev.gazette.platform.store.Writer;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The store is ready while its writer can write.
@Singleton
final class StorePart implements ReadinessPart {

  private final Writer writer;

  StorePart(Writer writer) {
    this.writer = writer;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Optional<String> problem() {
    return writer.problem();
  }
}
