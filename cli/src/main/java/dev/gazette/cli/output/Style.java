package dev.gazette.cli.output;

/// Whether lines may be emphasized. Off for what is no terminal, for `NO_COLOR`, and for a dumb
/// terminal.
///
/// @param on whether they may
public record Style(boolean on) {

  private static final String ESCAPE = "\u001b[";

  /// Strong, e.g. a heading.
  public String bold(String text) {
    return wrap("1", text);
  }

  /// Weak, e.g. a hint.
  public String dim(String text) {
    return wrap("2", text);
  }

  private String wrap(String code, String text) {
    return on && !text.isEmpty() ? ESCAPE + code + "m" + text + ESCAPE + "0m" : text;
  }
}
