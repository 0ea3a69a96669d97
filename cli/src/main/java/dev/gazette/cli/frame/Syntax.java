package dev.gazette.cli.frame;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/// What a class with picocli's annotations takes, told without reading the annotations, which costs
/// a proxy class for each kind of them in every process. The build writes the implementations:
/// `src/build/java/WriteSyntax.java`.
public interface Syntax {

  /// What makes objects for picocli: the lists of what may be repeated. Every command is there
  /// before its syntax.
  IFactory LISTS =
      new IFactory() {
        @Override
        @SuppressWarnings("unchecked") // it asks for List
        public <K> K create(Class<K> type) {
          if (type != List.class) {
            throw new IllegalStateException("Nobody makes " + type);
          }
          return (K) new ArrayList<>();
        }
      };

  /// Tells picocli the options, arguments and help of an object, which parsing fills.
  void tell(Object object, CommandSpec spec);

  /// The syntax of an object.
  static CommandSpec of(Object object) {
    var spec = CommandSpec.wrapWithoutInspection(object, LISTS);
    written(object.getClass()).tell(object, spec);
    return spec;
  }

  private static Syntax written(Class<?> type) {
    try {
      return Class.forName(type.getName() + "Syntax")
          .asSubclass(Syntax.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(type + " has no annotation of picocli's", failure);
    }
  }
}
