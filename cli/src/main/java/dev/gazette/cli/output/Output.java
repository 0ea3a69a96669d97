package dev.gazette.cli.output;

import com.google.protobuf.Message;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Standard output in one of its three forms: for people, JSON, or ids only. UTF-8 whatever the
/// locale.
public final class Output {

  private static final int BUFFER = 32 * 1024;

  private final OutputStream out;
  private final Form form;
  private final Style style;
  private final int width;

  /// How to print.
  public enum Form {
    /// Lines and tables.
    PEOPLE,
    /// The `--json` contract.
    JSON,
    /// Ids only.
    IDS
  }

  /// An output.
  ///
  /// @param width the cells of the terminal, 0 for none
  public Output(OutputStream out, Form form, Style style, int width) {
    this.out = new BufferedOutputStream(out, BUFFER);
    this.form = form;
    this.style = style;
    this.width = width;
  }

  /// The form.
  public Form form() {
    return form;
  }

  /// Whether lines may be emphasized.
  public Style style() {
    return style;
  }

  /// The cells of the terminal, 0 for none.
  public int width() {
    return width;
  }

  /// Prints what one resource says.
  public void show(Message resource, String id) {
    switch (form) {
      case PEOPLE -> Fields.lines(resource, style).forEach(this::write);
      case JSON -> write(Json.of(resource));
      case IDS -> id(id);
    }
  }

  /// Prints what became of a resource: for people one sentence, whose parts are made harmless.
  public void did(@Nullable Object resource, String id, String sentence) {
    switch (form) {
      case PEOPLE -> write(Text.line(sentence));
      case JSON -> write(Json.of(resource));
      case IDS -> id(id);
    }
  }

  /// Prints a page of a list.
  public <R> void list(
      List<R> items, String nextPageToken, Function<? super R, String> id, Table<R> table) {
    switch (form) {
      case PEOPLE -> {
        if (items.isEmpty()) {
          write(style.dim("None."));
        } else {
          table.lines(items, style, width).forEach(this::write);
        }
      }
      case JSON -> {
        var page = new LinkedHashMap<String, Object>();
        page.put("items", items);
        page.put("next_page_token", nextPageToken);
        write(Json.of(page));
      }
      case IDS -> items.forEach(item -> id(id.apply(item)));
    }
  }

  /// Prints the next thing of a stream at once.
  public void next(Object thing, String id, String line) {
    switch (form) {
      case PEOPLE -> write(Text.line(line));
      case JSON -> write(Json.of(thing));
      case IDS -> id(id);
    }
    flush();
  }

  /// Prints a line as it is, e.g. a drawing made of harmless parts.
  public void write(String line) {
    raw(line);
    raw("\n");
  }

  /// Prints a piece of a text of many lines at once, made harmless.
  public void piece(String text) {
    raw(Text.block(text));
    flush();
  }

  /// Prints control sequences of our own.
  public void raw(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  /// Gives bytes to an output.
  @FunctionalInterface
  public interface Bytes {

    /// Writes them as they come.
    void writeTo(OutputStream out) throws IOException;
  }

  /// Hands bytes on, and nothing else.
  public void pour(Bytes bytes) {
    try {
      out.flush();
      bytes.writeTo(out);
      out.flush();
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  /// Hands everything on.
  public void flush() {
    try {
      out.flush();
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  private void id(String id) {
    if (!id.isEmpty()) {
      write(Text.line(id));
    }
  }

  private static RuntimeException failed(IOException failure) {
    String why = String.valueOf(failure.getMessage());
    return why.contains("Broken pipe")
        ? new ClosedPipe()
        : Failure.because(Exit.REFUSED, "OUTPUT_FAILED", "Cannot write the output: %s.", why);
  }
}
