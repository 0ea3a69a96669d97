package dev.gazette.platform.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import dev.gazette.platform.service.ServiceName;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The directions of the house style, for each service's `ArchitectureTest`:
///
/// ```java
/// @TestFactory
/// Stream<DynamicTest> rules() {
///   return ArchitectureRules.of(ServiceName.BOARD);
/// }
/// ```
public final class ArchitectureRules {

  /// Where the wire begins: adapters for calls in, the streams that they serve, clients for calls
  /// out. Reasons name a status, and factories hand out stubs.
  private static final String ADAPTERS =
      ".*(Grpc(Service|Calls)|Protos|Stream|Controller|Client|Reason|Factory)(\\$.*)?";

  private static final String STORES = ".*(Store|Row)(\\$.*)?";

  private ArchitectureRules() {}

  /// One test for each rule, over the classes of a service.
  public static Stream<DynamicTest> of(ServiceName service) {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ArchitectureRules::writtenByHand)
            .importPackages(service.packageName());
    return rules(service).stream().map(rule -> test(rule, classes));
  }

  private static DynamicTest test(ArchRule rule, JavaClasses classes) {
    return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes));
  }

  /// Micronaut writes its bean definitions beside the beans, as classes with a leading dollar.
  private static boolean writtenByHand(Location location) {
    return !location.contains("/$");
  }

  private static List<ArchRule> rules(ServiceName service) {
    String own = service.packageName();
    return List.of(
        slices()
            .matching(own + ".(*)..")
            .should()
            .beFreeOfCycles()
            .as("features of %s depend on each other in one direction".formatted(service.id()))
            .allowEmptyShould(true),
        noClasses()
            .that(not(nameMatching(ADAPTERS)))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.grpc..", "io.micronaut.http.."))
            .as("only adapters know gRPC and HTTP")
            .allowEmptyShould(true),
        noClasses()
            .that(not(nameMatching(STORES)))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("java.sql..", "javax.sql..")
                    // Operations declare it: what it means is decided by the writer.
                    .and(not(nameMatching(SQLException.class.getName().replace(".", "\\.")))))
            .as("only stores know SQL")
            .allowEmptyShould(true),
        noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(others(service)))
            .as("no service depends on another")
            .allowEmptyShould(true));
  }

  private static String[] others(ServiceName service) {
    return Arrays.stream(ServiceName.values())
        .filter(other -> other != service)
        .map(other -> other.packageName() + "..")
        .toArray(String[]::new);
  }
}
