package dev.gazette.board.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Brief;
import dev.gazette.board.card.CardFilter;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.Claims;
import dev.gazette.board.card.Start;
import dev.gazette.board.card.Verbs;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
final class SearchesTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final BoardId OPS = new BoardId("ops");
  private static final BoardId DEV = new BoardId("dev");
  private static final SearchFilter ANY =
      new SearchFilter(Optional.empty(), CardFilter.IN_SIGHT, "", "", "");

  private final TestStore store;
  private final Boards boards = new Boards();
  private final Cards cards = new Cards(boards);
  private final Comments comments = new Comments(cards);
  private final Searches searches = new Searches(cards, comments);

  SearchesTest(Supplier<TestStore> kind) {
    store = kind.get();
    store.write(tx -> boards.create(tx, ANNA, OPS, "", "", List.of()));
    store.write(tx -> boards.create(tx, ANNA, DEV, "", "", List.of()));
  }

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private CardId create(String title, String body) {
    return create(OPS, new Brief(title, body, 0, List.of(), "", null, ""));
  }

  private CardId create(BoardId board, Brief brief) {
    return store.write(tx -> cards.create(tx, ANNA, board, brief, Optional.empty())).id();
  }

  private void edit(CardId id, Optional<String> title, Optional<String> body) {
    var change =
        new Brief.Change(
            title,
            body,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    store.write(tx -> cards.update(tx, ANNA, id, change, ""));
  }

  private void say(CardId id, String text) {
    store.write(tx -> comments.create(tx, ANNA, id, text, 0));
  }

  private List<Searches.Hit> hits(String query, SearchFilter filter, long below, int limit) {
    return store.read(
        session -> searches.find(session, SearchQuery.parse(query), filter, below, limit));
  }

  private List<String> find(String query, SearchFilter filter) {
    return hits(query, filter, Long.MAX_VALUE, 100).stream()
        .map(hit -> hit.card().id().toString())
        .toList();
  }

  private List<String> find(String query) {
    return find(query, ANY);
  }

  private String snippet(String query) {
    return hits(query, ANY, Long.MAX_VALUE, 1).getFirst().snippet();
  }

  @Test
  void find_aCardMadeForLater_andWhatIsSaidAboutIt() {
    var brief = new Brief("Renew the certificate", "", 0, List.of(), "", null, "");
    var later = Optional.of(Start.at(new Schedule(Instant.parse("2099-01-01T00:00:00Z"))));
    var id = store.write(tx -> cards.create(tx, ANNA, OPS, brief, Optional.empty(), later)).id();
    say(id, "Vault holds the key.");
    edit(id, Optional.of("Renew the passport"), Optional.empty());
    assertThat(find("vault passport")).containsExactly("OPS-1");
    assertThat(find("certificate")).isEmpty();
  }

  @Test
  void find_allWords_inWhicheverTextOfTheCard() {
    var first = create("Renew the certificate", "on the staging host");
    create("Order tea", "for the certificate's birthday");
    say(first, "Vault holds the key.");
    assertThat(find("certificate")).containsExactly("OPS-2", "OPS-1");
    assertThat(find("certificate staging vault")).containsExactly("OPS-1");
    assertThat(find("CERTIFICATE tea")).containsExactly("OPS-2");
    assertThat(find("certificate coffee")).isEmpty();
    assertThat(find("certificate -tea")).containsExactly("OPS-1");
    assertThat(find("certificate -vault -tea")).isEmpty();
    assertThat(find("\"the certificate\"")).containsExactly("OPS-2", "OPS-1");
    assertThat(find("\"the staging\" -\"the certificate s\"")).containsExactly("OPS-1");
    assertThat(find("\"certificate the\"")).isEmpty();
    assertThat(find("cert*")).containsExactly("OPS-2", "OPS-1");
    assertThat(find("cert")).isEmpty();
    assertThat(find("\"the stag\"*")).containsExactly("OPS-1");
  }

  @Test
  void find_whateverIsTyped_isLiteral() {
    create("Ship it 🚢 مرحبا NEAR café", "'; DROP TABLE card; -- foo-bar a:b C++ AND x^2 {col}");
    for (String query :
        List.of(
            "ship\"",
            "\"ship",
            "(ship",
            "ship)",
            "ship AND it",
            "a:b",
            "foo-bar",
            "'; DROP TABLE card; --",
            "🚢",
            "مرحبا",
            "CAFE",
            "c++",
            "x^2",
            "{col}",
            "\"\" ship",
            "ship ***",
            "- ship",
            "\\ship",
            "ship | it & !",
            "foo_bar",
            "sh*",
            "'ship'")) {
      assertThat(find(query)).as(query).containsExactly("OPS-1");
    }
    for (String query :
        List.of("NEAR(ship it)", "bar-foo", "ship OR", "search_text", "rowid", "ship:it:")) {
      assertThat(find(query)).as(query).hasSizeLessThan(2);
    }
    for (String query : List.of("", " ", "***", "\"\"", "-", "-ship", "()")) {
      assertThatThrownBy(() -> find(query)).as(query).hasMessageContaining("names no word");
    }
    assertThatThrownBy(() -> find("w ".repeat(17))).hasMessageContaining("17 terms");
    assertThatThrownBy(() -> find("w-".repeat(33))).hasMessageContaining("33 words");
  }

  @Test
  void find_inALargeBody_toItsLastWord() {
    var body = new StringBuilder();
    for (int i = 0; body.length() < 1024 * 1024 - 40; i++) {
      body.append("the word").append(i % 5_000).append(i % 50 == 0 ? "\n" : " ");
    }
    create("large", body + "at the very end");
    assertThat(find("\"the very end\"")).containsExactly("OPS-1");
    assertThat(find("word4999 large")).containsExactly("OPS-1");
    assertThat(find("\"word2047 the word2048\"")).containsExactly("OPS-1");
    assertThat(find("\"word1023 the word1024 the word1025\"")).containsExactly("OPS-1");
    assertThat(snippet("\"very end\"")).endsWith("at the «very end»").startsWith("…");
    edit(new CardId(OPS, 1), Optional.empty(), Optional.of("short"));
    assertThat(find("end")).isEmpty();
    assertThat(find("word4999")).isEmpty();
    assertThat(find("large short")).containsExactly("OPS-1");
  }

  @Test
  void find_aCardOfManyParts_onceAndBeforeOlderOnes() {
    create("the first", "");
    create("the second", "of words");
    var large = create("the large", "the word ".repeat(2_000));
    say(large, "the comment");
    create("the last", "");
    assertThat(find("the")).containsExactly("OPS-4", "OPS-3", "OPS-2", "OPS-1");
    var page = hits("the", ANY, Long.MAX_VALUE, 2);
    assertThat(page).extracting(hit -> hit.card().id().number()).containsExactly(4L, 3L);
    assertThat(hits("the", ANY, page.getLast().row(), 2))
        .extracting(hit -> hit.card().id().number())
        .containsExactly(2L, 1L);
    assertThat(find("the word")).containsExactly("OPS-3");
    assertThat(find("the -word")).containsExactly("OPS-4", "OPS-2", "OPS-1");
    assertThat(find("the words")).containsExactly("OPS-2");
  }

  @Test
  void find_whatWasEditedAway_isGone() {
    var id = create("alpha", "beta");
    say(id, "delta");
    edit(id, Optional.of("gamma"), Optional.empty());
    assertThat(find("alpha")).isEmpty();
    assertThat(find("gamma beta delta")).containsExactly("OPS-1");
    edit(id, Optional.empty(), Optional.of(""));
    assertThat(find("beta")).isEmpty();
    assertThat(find("gamma delta")).containsExactly("OPS-1");
  }

  @Test
  void find_byFilters() {
    var one = create(OPS, new Brief("word", "", 0, List.of("x", "y"), "ben", null, "r1"));
    create(DEV, new Brief("word", "", 0, List.of("y"), "eve", null, ""));
    store.write(tx -> cards.archive(tx, ANNA, one));
    assertThat(find("word")).containsExactly("DEV-1");
    assertThat(find("word", filter(Set.of(CardState.ARCHIVED), "", "", "")))
        .containsExactly("OPS-1");
    var all = Set.of(CardState.values());
    assertThat(find("word", filter(all, "y", "", ""))).containsExactly("DEV-1", "OPS-1");
    assertThat(find("word", filter(all, "x", "", ""))).containsExactly("OPS-1");
    assertThat(find("word", filter(all, "", "eve", ""))).containsExactly("DEV-1");
    assertThat(find("word", filter(all, "y", "ben", "r1"))).containsExactly("OPS-1");
    assertThat(find("word", filter(all, "x", "eve", ""))).isEmpty();
    assertThat(find("word", ANY.among(List.of(OPS)))).isEmpty();
    assertThat(find("word", ANY.among(List.of(OPS, DEV)))).containsExactly("DEV-1");
    assertThat(find("word", ANY.among(List.of()))).isEmpty();
  }

  private static SearchFilter filter(
      Set<CardState> states, String label, String assignee, String repository) {
    return new SearchFilter(Optional.empty(), states, label, assignee, repository);
  }

  @Test
  void find_pagesStayWholeWhileCardsComeAndChange() {
    for (int i = 0; i < 25; i++) {
      create("word " + i, i % 2 == 0 ? "word again" : "");
    }
    var seen = new ArrayList<String>();
    long below = Long.MAX_VALUE;
    while (true) {
      var page = hits("word", ANY, below, 7);
      if (page.isEmpty()) {
        break;
      }
      page.forEach(hit -> seen.add(hit.card().id().toString()));
      below = page.getLast().row();
      create("word new", "");
      edit(page.getFirst().card().id(), Optional.of("word moved"), Optional.empty());
      say(new CardId(OPS, 1), "word");
    }
    assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    assertThat(seen.getFirst()).isEqualTo("OPS-25");
    assertThat(seen.getLast()).isEqualTo("OPS-1");
  }

  @Test
  void snippet_showsWhereItWasFound() {
    var id = create("Title", "one two\nthree " + "filler ".repeat(60) + "four five six");
    say(id, "first");
    say(id, "Then <b>seven</b> & eight");
    assertThat(snippet("two three"))
        .isEqualTo("Title one «two» «three» " + "filler ".repeat(25).strip() + " fille…");
    assertThat(snippet("\"four five\"")).isEqualTo("…" + "filler ".repeat(8) + "«four five» six");
    var hit = hits("seven", ANY, Long.MAX_VALUE, 1).getFirst();
    assertThat(hit.comment()).isEqualTo(2);
    assertThat(hit.snippet()).isEqualTo("Then <b>«seven»</b> & eight");
    assertThat(snippet("tit*")).startsWith("«Title» one");
  }

  @Test
  void verbs_thatChangeNoText_leaveTheIndexAlone() {
    var id = create("word", "");
    store.write(tx -> {
      tx.session().execute("DELETE FROM search_text");
      return id;
    });
    store.write(
        tx -> new Claims(boards).claim(tx, ANNA, id, new Claims.Terms("w", Duration.ofMinutes(1))));
    store.write(tx -> new Verbs(cards).complete(tx, ANNA, id, 1, "word", ""));
    assertThat(find("word", filter(Set.of(CardState.values()), "", "", ""))).isEmpty();
  }

  @Test
  void cardsFromBeforeTheSearch_areFoundAfterTheFirstStart() {
    var ids = new ArrayList<CardId>();
    for (int i = 0; i < 3; i++) {
      ids.add(create("old " + i, "body"));
    }
    say(ids.getFirst(), "said");
    store.write(tx -> {
      tx.session().execute("DELETE FROM search_text");
      tx.session().execute("UPDATE search_card SET indexed = 0");
      return ids;
    });
    assertThat(find("old")).isEmpty();
    assertThat(store.write(searches::keepMissing)).isTrue();
    assertThat(store.write(searches::keepMissing)).isFalse();
    assertThat(find("old body")).hasSize(3);
    assertThat(find("old said")).containsExactly("OPS-1");
  }
}
