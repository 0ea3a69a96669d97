import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.ToolProvider;

/// Writes, for each class that carries picocli's annotations, a class that tells picocli the same
/// without reflection: `ListCards` gets `ListCardsSyntax`. Reading annotations when the command
/// runs takes a proxy class for each kind of them, made anew in every process: 60 ms.
///
/// `java WriteSyntax.java SOURCES OUTPUT CLASSPATH`, before the sources are compiled.
final class WriteSyntax {

  private WriteSyntax() {}

  public static void main(String[] arguments) throws IOException {
    var sources = Path.of(arguments[0]);
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var written = new WrittenSources(Path.of(arguments[1]));
        var files = compiler.getStandardFileManager(null, null, null);
        var walk = Files.walk(sources)) {
      var units =
          files.getJavaFileObjectsFromPaths(
              walk.filter(path -> path.toString().endsWith(".java")).toList());
      String output = written.fresh().toString();
      var options =
          List.of("-proc:only", "-nowarn", "-d", output, "-s", output, "-cp", arguments[2]);
      var task = compiler.getTask(null, files, null, options, null, units);
      task.setProcessors(List.of(new Writer()));
      if (!task.call()) {
        throw new IOException("The syntax of the command could not be written.");
      }
      written.keep();
    }
  }

  /// Sees every annotated class once.
  @SupportedAnnotationTypes("picocli.CommandLine.*")
  private static final class Writer extends AbstractProcessor {

    private static final String PICOCLI = "picocli.CommandLine.";

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      var types = new TreeSet<TypeElement>((a, b) -> name(a).compareTo(name(b)));
      for (var annotation : annotations) {
        for (Element element : round.getElementsAnnotatedWith(annotation)) {
          types.add(element instanceof TypeElement type ? type : owner(element));
        }
      }
      types.forEach(this::write);
      return false;
    }

    private static String name(TypeElement type) {
      return type.getQualifiedName().toString();
    }

    private static TypeElement owner(Element field) {
      return (TypeElement) field.getEnclosingElement();
    }

    private void write(TypeElement type) {
      String simple = type.getSimpleName().toString();
      try (var out =
          new PrintWriter(
              processingEnv
                  .getFiler()
                  .createSourceFile(name(type) + "Syntax", type)
                  .openWriter())) {
        out.printf("package %s;%n%n", processingEnv.getElementUtils().getPackageOf(type));
        out.printf("import dev.gazette.cli.frame.Binding;%nimport dev.gazette.cli.frame.Syntax;%n");
        out.printf("import picocli.CommandLine.Model.CommandSpec;%n");
        out.printf(
            "import picocli.CommandLine.Model.OptionSpec;%nimport picocli.CommandLine.Model.PositionalParamSpec;%n");
        out.printf("import picocli.CommandLine.Range;%n%n");
        out.printf("/// What `%s` takes, written by WriteSyntax from its annotations.%n", simple);
        out.printf("@javax.annotation.processing.Generated(\"WriteSyntax\")%n");
        out.printf("@SuppressWarnings(\"unchecked\")%n");
        out.printf("public final class %sSyntax implements Syntax {%n%n", simple);
        out.printf("  /// Holds nothing.%n  public %sSyntax() {}%n%n", simple);
        out.printf("  @Override%n  public void tell(Object object, CommandSpec spec) {%n");
        out.printf("    var it = (%s) object;%n", simple);
        if (type.getSuperclass() instanceof DeclaredType above && isAnnotated(above.asElement())) {
          out.printf("    new %sSyntax().tell(it, spec);%n", above);
        }
        mirror(type, "Command").ifPresent(command -> command(out, command));
        ElementFilter.fieldsIn(type.getEnclosedElements()).forEach(field -> field(out, field));
        out.printf("  }%n}%n");
      } catch (IOException failure) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, failure.toString(), type);
      }
    }

    private static boolean isAnnotated(Element type) {
      return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
          .flatMap(field -> field.getAnnotationMirrors().stream())
          .anyMatch(it -> it.getAnnotationType().toString().startsWith(PICOCLI));
    }

    private static Optional<? extends AnnotationMirror> mirror(Element element, String simple) {
      return element.getAnnotationMirrors().stream()
          .filter(it -> it.getAnnotationType().toString().equals(PICOCLI + simple))
          .findFirst();
    }

    private void command(PrintWriter out, AnnotationMirror command) {
      out.printf("    spec.name(%s);%n", value(command, "name"));
      out.printf("    spec.usageMessage()%s;%n", said(command, "name"));
    }

    private void field(PrintWriter out, VariableElement field) {
      mirror(field, "Option")
          .ifPresent(it ->
              argument(
                  out,
                  field,
                  "addOption(OptionSpec.builder(%s)".formatted(value(it, "names")),
                  label(field) + said(it, "names")));
      mirror(field, "Parameters")
          .ifPresent(it ->
              argument(
                  out,
                  field,
                  "addPositional(PositionalParamSpec.builder()",
                  label(field) + arity(it, field) + said(it, "")));
      mirror(field, "Mixin")
          .ifPresent(it -> out.printf("    spec.addMixin(\"%1$s\", Syntax.of(it.%1$s));%n", field));
    }

    /// What stands for the value, unless the annotation names it, which is said later.
    private static String label(VariableElement field) {
      return ".paramLabel(\"<%s>\")".formatted(field);
    }

    /// How many values an argument takes, as picocli takes it from annotations: one, unless told;
    /// where it may be repeated, any number, told by the index.
    private static String arity(AnnotationMirror mirror, VariableElement field) {
      var told =
          mirror.getElementValues().entrySet().stream()
              .filter(it -> it.getKey().getSimpleName().contentEquals("arity"))
              .map(it -> it.getValue().toString())
              .findFirst();
      if (told.isPresent()) {
        return told.get().startsWith("\"0") ? "" : ".required(true)";
      }
      return field.asType().toString().startsWith("java.util.List")
          ? ".arity(Range.valueOf(\"0..1\").unspecified(true))"
          : ".arity(\"1\").required(true)";
    }

    private void argument(PrintWriter out, VariableElement field, String begin, String said) {
      var type = processingEnv.getTypeUtils().stripAnnotations(field.asType());
      out.printf(
          "    var %1$s = new Binding(it.%1$s, given$ -> it.%1$s = (%2$s) given$);%n", field, type);
      out.printf("    spec.%s%s", begin, said);
      out.printf("%n        .type(%s.class)", processingEnv.getTypeUtils().erasure(type));
      if (type instanceof DeclaredType declared && !declared.getTypeArguments().isEmpty()) {
        out.printf("%n        .auxiliaryTypes(%s.class)", declared.getTypeArguments().getFirst());
      }
      out.printf(
          "%n        .initialValue(it.%1$s)%n        .getter(%1$s)%n        .setter(%1$s)%n        .build());%n",
          field);
    }

    /// The attributes that are given, but one, as calls of a builder.
    private String said(AnnotationMirror mirror, String but) {
      return mirror.getElementValues().entrySet().stream()
          .filter(it -> !it.getKey().getSimpleName().contentEquals(but))
          .map(it ->
              "%n        .%s(%s)"
                  .formatted(method(it.getKey().getSimpleName().toString()), java(it.getValue())))
          .collect(Collectors.joining());
    }

    /// What picocli's builders call an attribute; javac tells if they have no such method.
    private static String method(String attribute) {
      return switch (attribute) {
        case "split" -> "splitRegex";
        case "scope" -> "scopeType";
        default -> attribute;
      };
    }

    private static String value(AnnotationMirror mirror, String attribute) {
      return mirror.getElementValues().entrySet().stream()
          .filter(it -> it.getKey().getSimpleName().contentEquals(attribute))
          .map(it -> java(it.getValue()))
          .findFirst()
          .orElseThrow();
    }

    /// A value as Java writes it; an array as arguments.
    private static String java(AnnotationValue value) {
      return switch (value.getValue()) {
        case List<?> many -> many.stream().map(Object::toString).collect(Collectors.joining(", "));
        case VariableElement constant -> constant.asType() + "." + constant;
        default -> value.toString();
      };
    }
  }
}
