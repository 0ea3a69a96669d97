package dev.gazette.cli.auth;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.target.PrivateFile;
import dev.gazette.cli.target.PrivateFile.Draft;
import dev.gazette.cli.target.TokenPlace;
import java.util.ArrayList;
import java.util.List;

/// The files that keep the secret of a token. They are begun before the token is made, since no
/// secret is ever shown twice: where one could not be kept, none is made.
final class KeptSecret implements AutoCloseable {

  private final List<TokenPlace> places;
  private final List<Draft> drafts = new ArrayList<>();

  private KeptSecret(List<TokenPlace> places) {
    this.places = places;
  }

  /// Begins the files.
  static KeptSecret begin(List<TokenPlace> places) {
    var kept = new KeptSecret(places);
    try {
      places.forEach(place -> kept.drafts.add(PrivateFile.draft(place.file())));
      return kept;
    } catch (Failure failure) {
      kept.close();
      throw failure;
    }
  }

  /// Keeps the secret. One that cannot be written after all, e.g. on a full disk, is told in the
  /// failure: the old one holds no more.
  void keep(String secret) {
    for (int i = 0; i < places.size(); i++) {
      try {
        drafts.get(i).put(places.get(i).content().apply(secret));
      } catch (Failure failure) {
        throw failure.adding("The token's secret is shown this once: " + secret);
      }
    }
  }

  /// Where it is kept, for people; empty for nowhere.
  String where() {
    return String.join(
        " and ", places.stream().map(place -> place.file().toString()).distinct().toList());
  }

  @Override
  public void close() {
    drafts.forEach(Draft::close);
  }
}
