package dev.gazette.governor;

import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class ArchitectureTest {

  @TestFactory
  Stream<DynamicTest> rules() {
    return ArchitectureRules.of(ServiceName.GOVERNOR);
  }
}
