package dev.gazette.inference.provider;

import java.util.Optional;
import java.util.regex.Pattern;

/// A model's name at its provider, e.g. `llama3.2` or `hf.co/someone/model:q4`. The tag `latest`,
/// which is what a name without a tag means, is left out, so that one model has one name.
///
/// @param text up to 200 of `A-Z a-z 0-9 _ - .`, in parts divided by `/` or `:` of which none
///   begins with a dot or a hyphen
public record ModelName(String text) implements Comparable<ModelName> {

  private static final int LONGEST = 200;

  /// The tag that a name without one means.
  public static final String LATEST = ":latest";

  private static final String FOLDER = "models/";
  private static final Pattern SHAPE = Pattern.compile("\\w[\\w.-]*+(?:[/:]\\w[\\w.-]*+)*+");

  /// Checks the shape.
  public ModelName {
    if (!fits(text)) {
      throw new IllegalArgumentException("Not a model's name");
    }
    text = withoutLatest(text);
  }

  /// The name that a text holds; empty when it holds none.
  public static Optional<ModelName> parse(String text) {
    return fits(text) ? Optional.of(new ModelName(text)) : Optional.empty();
  }

  private static boolean fits(String text) {
    return text.length() <= LONGEST && SHAPE.matcher(text).matches();
  }

  private static String withoutLatest(String text) {
    return text.endsWith(LATEST) ? text.substring(0, text.length() - LATEST.length()) : text;
  }

  /// The resource that grants and events name it by.
  public String resource() {
    return FOLDER + text;
  }

  @Override
  public int compareTo(ModelName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
