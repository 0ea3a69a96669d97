package dev.gazette.cli.frame;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/// The field that an option or argument fills. picocli reads back what it wrote.
public final class Binding implements IGetter, ISetter {

  private final Consumer<Object> field;
  private @Nullable Object value;

  /// A field.
  ///
  /// @param value what it holds before anything is parsed
  /// @param field fills it
  public Binding(@Nullable Object value, Consumer<Object> field) {
    this.value = value;
    this.field = field;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // picocli knows what it asks for
  public <T> @Nullable T get() {
    return (T) value;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable T set(T fresh) {
    var before = (T) value;
    value = fresh;
    field.accept(fresh);
    return before;
  }
}
