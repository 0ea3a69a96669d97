package dev.gazette.platform.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gazette.platform.error.PlatformReason;
import dev.gazette.platform.error.Reason;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All reasons on the class path as the Markdown of `docs/errors.md`: a section for each enum, the
/// platform's first, and a row for each reason. A test compares the document with it.
public final class ReasonTable {

  private ReasonTable() {}

  /// The whole table, of every enum of reasons on the class path.
  public static String markdown() {
    var enums = enums();
    requireOneMeaning(enums);
    return enums.stream().map(ReasonTable::section).collect(Collectors.joining("\n"));
  }

  /// The enums of reasons on the class path, the platform's own first.
  public static List<Class<?>> enums() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.gazette")
            .stream()
            .filter(type -> type.isEnum() && type.isAssignableTo(Reason.class))
            .filter(type -> !type.isAnonymousClass())
            .<Class<?>>map(JavaClass::reflect)
            .sorted(
                Comparator.<Class<?>, Boolean>comparing(type -> type != PlatformReason.class)
                    .thenComparing(Class::getName))
            .toList();
  }

  /// The section of one enum.
  public static String section(Class<?> reasons) {
    return """
    ## %s

    | reason | status | retry | what it means and what to do |
    | --- | --- | --- | --- |
    """
            .formatted(reasons.getSimpleName())
        + of(reasons).map(ReasonTable::row).collect(Collectors.joining());
  }

  /// The row of one reason, with its line end.
  static String row(Reason reason) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            reason.name(),
            reason.code(),
            reason.retryable() ? "yes" : "no",
            reason.meaning().replace("|", "\\|"));
  }

  private static Stream<Reason> of(Class<?> reasons) {
    return Arrays.stream(Objects.requireNonNull(reasons.getEnumConstants()))
        .map(Reason.class::cast);
  }

  /// A reason is known to clients by its name alone, so two enums may share a name only when it
  /// means the same: a reason that one service passes on for another.
  public static void requireOneMeaning(List<Class<?>> enums) {
    var known = new HashMap<String, Reason>();
    for (var type : enums) {
      of(type)
          .forEach(reason -> {
            var other = known.putIfAbsent(reason.name(), reason);
            if (other != null
                && (other.code() != reason.code() || !other.meaning().equals(reason.meaning()))) {
              throw new AssertionError(
                  "%s means one thing in %s and another in %s; give one another name."
                      .formatted(
                          reason.name(), other.getClass().getSimpleName(), type.getSimpleName()));
            }
          });
    }
  }
}
