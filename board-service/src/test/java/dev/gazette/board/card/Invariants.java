package dev.gazette.board.card;

import dev.gazette.platform.testkit.TestStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What holds of the tables after every operation, whatever it was and however it ended: for each
/// promise the SQL that finds the cards which break it. I1 to I9 are those of the board that users
/// came from, with leases for its locks; I7 and I8 are {@link Told}'s.
final class Invariants {

  private static final String NOT_MET =
      """
      EXISTS (SELECT 1 FROM edge e WHERE e.child_board_id = c.board_id AND e.child_number = c.number
                 AND e.standing <> 'MET')
      """;

  private static final Map<String, String> BROKEN_BY = new LinkedHashMap<>();

  private static void promise(String promise, String brokenBy) {
    BROKEN_BY.put(promise, brokenBy);
  }

  static {
    promise(
        "I1 a running card has an open run, that of its epoch",
        """
        card c WHERE c.state = 'RUNNING'
           AND NOT EXISTS (SELECT 1 FROM run r WHERE r.board_id = c.board_id AND r.number = c.number
                              AND r.epoch = c.epoch AND r.outcome IS NULL)
        """);
    promise(
        "I2 an open run is that of a running card",
        """
        run r JOIN card c USING (board_id, number)
         WHERE r.outcome IS NULL AND (c.state <> 'RUNNING' OR c.epoch <> r.epoch)
        """);
    promise(
        "I3 a card lies in a column of its state, and archived in none",
        """
        card c LEFT JOIN board_column l ON l.board_id = c.board_id AND l.id = c.column_id
         WHERE CASE c.state WHEN 'ARCHIVED' THEN c.column_id <> '' OR c.former_state IS NULL
                            ELSE l.state IS NOT c.state OR c.former_state IS NOT NULL END
        """);
    promise(
        "I4 a lease is held while a run is open, and no longer",
        "run c WHERE (c.lease_expires_at_ms IS NULL) = (c.outcome IS NULL)");
    promise(
        "I5 a run begins, then beats, then ends",
        """
        run c WHERE c.ended_at_ms < c.started_at_ms OR c.heartbeat_at_ms < c.started_at_ms
                 OR c.ended_at_ms < c.heartbeat_at_ms
        """);
    promise(
        "I6 what has an outcome has ended",
        "run c WHERE (c.outcome IS NULL) <> (c.ended_at_ms IS NULL)");
    promise(
        "I9 a todo card waits for something", "card c WHERE c.state = 'TODO' AND NOT " + NOT_MET);
    promise(
        "a card that may go on waits for nothing",
        "card c WHERE c.state IN ('READY', 'RUNNING', 'REVIEW') AND " + NOT_MET);
    promise(
        "a todo card that an edge cancels is cancelled",
        """
        card c JOIN edge e ON e.child_board_id = c.board_id AND e.child_number = c.number
         WHERE c.state = 'TODO' AND e.standing = 'UNMET' AND e.otherwise = 'CANCEL'
        """);
    promise(
        "an edge stands as its parent ended",
        """
        (SELECT e.*, p.outcome AS word,
                CASE WHEN p.state <> 'ARCHIVED' THEN p.state
                     WHEN p.former_state IN ('DONE', 'FAILED') THEN p.former_state
                     ELSE 'CANCELLED' END AS ended, e.child_board_id AS board_id, e.child_number AS number
           FROM edge e JOIN card p ON p.board_id = e.parent_board_id AND p.number = e.parent_number) c
         WHERE c.standing <> CASE
           WHEN c.ended NOT IN ('DONE', 'FAILED', 'CANCELLED') THEN 'OPEN'
           WHEN c.condition = 'ALWAYS' THEN 'MET'
           WHEN c.condition = 'ON_SUCCESS' AND c.ended = 'DONE' THEN 'MET'
           WHEN c.condition = 'ON_FAILURE' AND c.ended = 'FAILED' THEN 'MET'
           WHEN c.condition = 'ON_OUTCOME' AND c.ended = 'DONE' AND c.word = c.outcome THEN 'MET'
           ELSE 'UNMET' END
        """);
    promise(
        "a card counts the cards that wait for it",
        """
        card c WHERE c.children <> (SELECT COUNT(*) FROM edge e
                                     WHERE e.parent_board_id = c.board_id AND e.parent_number = c.number)
        """);
    promise(
        "epochs count the runs of a card",
        """
        card c LEFT JOIN (SELECT board_id, number, COUNT(*) AS runs, MAX(epoch) AS newest
                            FROM run GROUP BY board_id, number) r USING (board_id, number)
         WHERE (c.epoch <> COALESCE(r.runs, 0) OR c.epoch <> COALESCE(r.newest, 0))
           AND NOT EXISTS (SELECT 1 FROM card_forgotten f WHERE f.board_id = c.board_id AND f.number = c.number)
        """);
    promise(
        "a card that waits has a row that tells its state, and no other has one",
        """
        card c LEFT JOIN card_wait w USING (board_id, number)
         WHERE c.waits <> (w.state IS NOT NULL)
            OR w.state <> (SELECT CASE WHEN c.state = 'SCHEDULED' AND b.removed_at_ms IS NOT NULL THEN 'ARCHIVED'
                                       ELSE c.state END FROM board b WHERE b.id = c.board_id)
            OR (c.state = 'SCHEDULED') <> (w.wake_at_ms IS NOT NULL AND c.state <> 'ARCHIVED')
            OR (c.state IN ('BLOCKED', 'REVIEW') OR c.state = 'TRIAGE' AND COALESCE(w.blocks, 0) > 2)
               <> (w.asked_at_ms IS NOT NULL)
        """);
    promise(
        "an attempt has a deadline while it runs, if its card limits it",
        """
        card c JOIN card_wait w USING (board_id, number)
         WHERE w.deadline_at_ms IS NOT NULL AND c.state <> 'RUNNING'
            OR w.retry_at_ms IS NOT NULL AND c.state NOT IN ('SCHEDULED', 'ARCHIVED')
            OR w.retry_at_ms <> w.wake_at_ms
        """);
    promise(
        "a card that ended counts no failures",
        """
        card c JOIN card_wait w USING (board_id, number)
         WHERE w.exit_class IS NOT NULL AND c.state IN ('DONE', 'FAILED', 'CANCELLED')
        """);
    promise(
        "labels follow their card",
        """
        card c LEFT JOIN card_label l USING (board_id, number)
         WHERE l.ready <> (c.state = 'READY') OR l.precedence <> c.precedence
            OR INSTR(CHAR(10) || c.labels || CHAR(10), CHAR(10) || l.label || CHAR(10)) = 0
            OR (SELECT COUNT(*) FROM card_label o WHERE o.board_id = c.board_id AND o.number = c.number)
               <> (c.labels <> '') + LENGTH(c.labels) - LENGTH(REPLACE(c.labels, CHAR(10), ''))
        """);
    promise(
        "a key lives once on a board, and under no archived card",
        """
        card_key c JOIN card k USING (board_id, number)
         WHERE c.live = 1 AND (k.state = 'ARCHIVED'
            OR EXISTS (SELECT 1 FROM card_key o WHERE o.board_id = c.board_id AND o.live = 1
                          AND o.idempotency_key = c.idempotency_key AND o.number <> c.number))
        """);
    promise(
        "no more run than a limit allows",
        """
        (SELECT w.board_id, w.assignee AS number FROM wip_limit w
          WHERE w.most < (SELECT COUNT(*) FROM card k
                           WHERE k.state = 'RUNNING' AND (w.board_id = '' OR w.board_id = k.board_id)
                             AND (w.assignee = '' OR w.assignee = k.assignee))) c
        """);
    promise(
        "no more run of a pool than it has room for",
        """
        (SELECT p.id AS board_id, p.capacity AS number FROM pool p
          WHERE p.capacity < (SELECT COUNT(*) FROM card k WHERE k.state = 'RUNNING' AND k.pool_id = p.id)) c
        """);
    promise(
        "what is in the trash is archived",
        "trash c JOIN card k USING (board_id, number) WHERE k.state <> 'ARCHIVED'");
    promise(
        "every card can be found",
        """
        card c LEFT JOIN search_card s USING (board_id, number) WHERE s.indexed IS NOT 1
        """);
  }

  private static final String ALL =
      BROKEN_BY.entrySet().stream()
          .map(promise ->
              "SELECT '%s', c.board_id || '-' || c.number FROM %s"
                  .formatted(promise.getKey(), promise.getValue().strip()))
          .collect(Collectors.joining(" UNION ALL ", "", " LIMIT 1"));

  private Invariants() {}

  /// Fails with the first promise that is broken, and the card.
  static void check(TestStore store) {
    store
        .read(
            session -> session.sql(ALL).first(rows -> rows.getString(1) + ": " + rows.getString(2)))
        .ifPresent(broken -> {
          throw new Broken(broken);
        });
  }
}
