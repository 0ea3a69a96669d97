package dev.gazette.cli.output;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import dev.gazette.cli.error.Failure;
import java.util.List;
import java.util.Locale;

/// The short lower-case words that stand for enum values: `CARD_STATE_READY` is `ready`.
public final class Words {

  private Words() {}

  /// The word of a value.
  public static String of(EnumValueDescriptor value) {
    String zero = value.getType().getValues().getFirst().getName();
    String prefix = zero.substring(0, zero.length() - "UNSPECIFIED".length());
    return value.getName().substring(prefix.length()).toLowerCase(Locale.ROOT);
  }

  /// The word of the value of a name, in an enum whose values have a prefix; of one that this build
  /// does not know, `unrecognized`.
  public static String of(String name, String prefix) {
    String word = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return word.toLowerCase(Locale.ROOT);
  }

  /// All words of an enum but `unspecified`.
  public static List<String> all(EnumDescriptor type) {
    return type.getValues().stream().skip(1).map(Words::of).toList();
  }

  /// The value that a word stands for; a usage failure naming the nearest when there is none.
  public static EnumValueDescriptor parse(String option, String word, EnumDescriptor type) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return type.getValues().stream()
        .skip(1)
        .filter(value -> of(value).equals(wanted))
        .findFirst()
        .orElseThrow(() -> {
          var words = all(type);
          return Failure.usage(
              "%s %s is none of %s.%s",
              option, word, String.join(", ", words), Nearest.hint(wanted, words));
        });
  }
}
