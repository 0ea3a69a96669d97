package dev.gazette.cli.card;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.process.ProcessTree;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.BlockCardRequest;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.ExitClass;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.HeartbeatCardRequest;
import dev.gazette.proto.board.v1.ListRunsRequest;
import dev.gazette.proto.board.v1.ReleaseCardRequest;
import dev.gazette.proto.board.v1.RunOutcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A card under this process's lease, while a command works on it. The lease counts as lost when
/// the board says so, or when it was not renewed in time by this process's own clock, counted from
/// when the last acknowledged renewal was sent.
final class HeldCard {

  private static final String LEASE_LOST = "LEASE_LOST";
  private static final int RENEWALS_A_LEASE = 3;

  /// How often a renewal that failed for the moment is tried again.
  private static final int TRIES_A_LEASE = 12;

  /// How long the board may take to tell who ended a lease, before its command is ended.
  private static final Duration ASKING = Duration.ofSeconds(5);

  /// `EX_TEMPFAIL` of sysexits.h: come back later.
  private static final int RATE_LIMITED = 75;

  /// How long the command may take to end before it is killed.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// How long it may live on after it has ended the card itself.
  private static final Duration AFTERWARDS = Duration.ofMinutes(2);

  /// Runs that ended otherwise than by who held the lease.
  private static final Set<RunOutcome> TAKEN =
      EnumSet.of(
          RunOutcome.RUN_OUTCOME_UNSPECIFIED,
          RunOutcome.RUN_OUTCOME_LAPSED,
          RunOutcome.RUN_OUTCOME_ARCHIVED,
          RunOutcome.RUN_OUTCOME_CANCELLED,
          RunOutcome.RUN_OUTCOME_TIMED_OUT,
          RunOutcome.RUN_OUTCOME_RECLAIMED,
          RunOutcome.RUN_OUTCOME_RETRACTED);

  private final Session session;
  private final Claim claim;
  private final Duration lease;
  private long lostAt;

  /// What came of a renewal.
  private enum Renewal {
    DONE,
    LATER,
    REFUSED
  }

  private HeldCard(Session session, Claim claim, long askedAt) {
    this.session = session;
    this.claim = claim;
    var length = claim.getLease().getDuration();
    this.lease = Duration.ofSeconds(length.getSeconds(), length.getNanos());
    this.lostAt = askedAt + lease.toNanos();
  }

  /// Claims a card, or the next. Where the answer was long in coming, nobody knows when the lease
  /// began: it is renewed before anything starts under it.
  static HeldCard claim(Session session, ClaimOptions options, @Nullable String card) {
    long askedAt = System.nanoTime();
    var held = new HeldCard(session, options.claim(session, card), askedAt);
    if (System.nanoTime() - askedAt > held.beat().toNanos()) {
      held.confirm();
    }
    return held;
  }

  private void confirm() {
    lostAt = System.nanoTime() + lease.toNanos();
    for (var renewal = renew(); renewal != Renewal.DONE; renewal = renew()) {
      if (renewal == Renewal.REFUSED || left().isZero()) {
        throw lost();
      }
      pause();
    }
  }

  private Duration beat() {
    return lease.dividedBy(RENEWALS_A_LEASE);
  }

  /// How long the lease lasts, as far as this process can tell.
  private Duration left() {
    return Duration.ofNanos(Math.max(0, lostAt - System.nanoTime()));
  }

  String id() {
    return claim.getCard().getId();
  }

  String board() {
    return claim.getCard().getBoardId();
  }

  String title() {
    return claim.getCard().getTitle();
  }

  long epoch() {
    return claim.getLease().getEpoch();
  }

  /// Renews the lease until the command has ended; ends the command, and fails, where it is lost.
  void keepWhile(ProcessTree command) {
    try {
      var next = beat();
      while (!command.await(shorter(next, left()))) {
        switch (renew()) {
          case DONE -> next = beat();
          case LATER -> {
            if (left().isZero()) {
              command.end(PATIENCE);
              throw lost();
            }
            next = lease.dividedBy(TRIES_A_LEASE);
          }
          case REFUSED -> {
            leave(command);
            return;
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits no longer for the answer than the lease lasts.
  private Renewal renew() {
    long now = System.nanoTime();
    try {
      session.call(
          CardServiceGrpc.getHeartbeatCardMethod(),
          HeartbeatCardRequest.newBuilder().setCardId(id()).setEpoch(epoch()).build(),
          shorter(session.timeout(), left()));
      lostAt = now + lease.toNanos();
      return Renewal.DONE;
    } catch (Failure failure) {
      return failure.retryable() ? Renewal.LATER : Renewal.REFUSED;
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// The lease is gone: the command ended the card itself, and may tidy up; or it must not go on.
  private void leave(ProcessTree command) throws InterruptedException {
    if (endedByItsHolder()) {
      if (!command.await(AFTERWARDS)) {
        command.end(PATIENCE);
      }
      return;
    }
    command.end(PATIENCE);
    throw lost();
  }

  private Failure lost() {
    return Failure.because(
        Exit.REFUSED,
        LEASE_LOST,
        "The lease on %s is lost, so nothing was changed by its command's end; see `gazette card runs %s`.",
        id(),
        id());
  }

  private boolean endedByItsHolder() {
    try {
      return session
          .call(
              CardServiceGrpc.getListRunsMethod(),
              ListRunsRequest.newBuilder().setCardId(id()).build(),
              shorter(session.timeout(), ASKING))
          .getRunsList()
          .stream()
          .anyMatch(run -> run.getEpoch() == epoch() && !TAKEN.contains(run.getOutcome()));
    } catch (Failure _) {
      return false;
    }
  }

  /// Completes the card; answers it as it is now.
  ///
  /// @param artifacts the numbers of the files that are handed over with it
  Card complete(String summary, List<Long> artifacts) {
    return insist(() ->
        session.call(
            CardServiceGrpc.getCompleteCardMethod(),
            CompleteCardRequest.newBuilder()
                .setCardId(id())
                .setEpoch(epoch())
                .setSummary(summary)
                .addAllArtifactIds(artifacts)
                .build()));
  }

  /// Ends the attempt as a command's exit code says, which is not 0; answers the card as it is now.
  ///
  /// @param retry whether a command that failed is tried again, rather than looked at by a person
  Card fail(int code, String command, boolean retry) {
    String what = "%s exited with %d".formatted(command, code);
    if (code == RATE_LIMITED) {
      return insist(() -> fail(ExitClass.EXIT_CLASS_RATE_LIMITED, what));
    }
    return retry
        ? insist(() -> fail(ExitClass.EXIT_CLASS_CRASHED, what))
        : insist(() -> block(what));
  }

  private Card fail(ExitClass exit, String error) {
    return session.call(
        AttemptServiceGrpc.getFailAttemptMethod(),
        FailAttemptRequest.newBuilder()
            .setCardId(id())
            .setEpoch(epoch())
            .setExit(exit)
            .setError(error)
            .build());
  }

  /// Stops the card, for a person to look at.
  Card blocked(String reason) {
    return insist(() -> block(reason));
  }

  private Card block(String reason) {
    return session.call(
        CardServiceGrpc.getBlockCardMethod(),
        BlockCardRequest.newBuilder().setCardId(id()).setEpoch(epoch()).setReason(reason).build());
  }

  /// Gives the card back.
  void release(String reason) {
    insist(() ->
        session.call(
            CardServiceGrpc.getReleaseCardMethod(),
            ReleaseCardRequest.newBuilder()
                .setCardId(id())
                .setEpoch(epoch())
                .setReason(reason)
                .build()));
  }

  /// Tries for as long as the lease lasts while the board is away, or has too much to do. A lease
  /// that has ended was ended by the command, or by the try before; otherwise it is lost.
  private Card insist(Supplier<Card> verb) {
    while (true) {
      try {
        return verb.get();
      } catch (Failure failure) {
        if (failure.reason().equals(LEASE_LOST)) {
          return ended();
        }
        if (!failure.retryable() || left().isZero()) {
          throw failure;
        }
      }
      pause();
    }
  }

  private Card ended() {
    if (!endedByItsHolder()) {
      throw lost();
    }
    return session.call(
        CardServiceGrpc.getGetCardMethod(), GetCardRequest.newBuilder().setCardId(id()).build());
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
