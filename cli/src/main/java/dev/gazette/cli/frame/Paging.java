package dev.gazette.cli.frame;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// The options of every list: how many, and from where on.
public final class Paging {

  private static final int LARGEST_PAGE = 1000;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at the most: 50 unless told.")
  int limit = 50;

  @Option(
      names = "--page-token",
      paramLabel = "TOKEN",
      description = "Go on where an earlier list ended.")
  String pageToken = "";

  @Option(names = "--all", description = "All of them, however many.")
  boolean all;

  /// Some items and where they go on.
  ///
  /// @param <R> an item
  public record Page<R>(List<R> items, String next) {}

  /// Reads as many pages as the options ask for.
  ///
  /// @param fetch asks for a page of a size, after a token
  public <P, R> Page<R> read(
      BiFunction<Integer, String, P> fetch, Function<P, List<R>> items, Function<P, String> next) {
    if (limit < 1) {
      throw Failure.usage("--limit %d must be at least 1.", limit);
    }
    var read = new ArrayList<R>();
    String token = pageToken;
    do {
      int size = all ? LARGEST_PAGE : Math.min(LARGEST_PAGE, limit - read.size());
      var page = fetch.apply(size, token);
      read.addAll(items.apply(page));
      token = next.apply(page);
    } while (!token.isEmpty() && (all || read.size() < limit));
    return new Page<>(read, token);
  }

  /// Prints a page; a person is told when there is more.
  public static <R> void print(
      Session session, Page<R> page, Function<? super R, String> id, Table<R> table) {
    session.out().list(page.items(), page.next(), id, table);
    tellOfMore(session, page);
  }

  /// Tells a person when there is more than a page.
  public static void tellOfMore(Session session, Page<?> page) {
    if (!page.next().isEmpty()) {
      session.note("There is more: add --all, or --page-token " + page.next());
    }
  }
}
