package dev.gazette.board.child;

import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Cards;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.ChildVouching;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.store.Transaction;
import dev.gazette.platform.trust.Trust;
import dev.gazette.proto.board.v1.ChildToken;
import dev.gazette.proto.board.v1.CreateChildTokenRequest;
import dev.gazette.proto.board.v1.IssuedChildToken;
import dev.gazette.proto.common.v1.Grant;
import dev.gazette.proto.common.v1.Signed;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Base64;

/// Signs child tokens with the board's own key, and reads them. What one says is not kept anywhere:
/// whether it still holds is told by the lease.
@Singleton
public final class ChildTokens {

  private static final int LONGEST = 4_096;

  private final Cards cards;
  private final Trust trust;

  /// Tokens for work on these cards.
  public ChildTokens(Cards cards, Trust trust) {
    this.cards = cards;
    this.trust = trust;
  }

  /// Signs a child of a caller's right. Refused with `CARD_NOT_FOUND`, `LEASE_LOST`,
  /// `GRANT_MISSING` or `INVALID_ARGUMENT`.
  IssuedChildToken create(
      Transaction transaction, Actor actor, Caller caller, CreateChildTokenRequest request)
      throws SQLException {
    var id = CardId.parse(request.getCardId());
    request.getGrantsList().forEach(grant -> requireHeld(caller, grant));
    cards.requireLease(transaction, id, request.getEpoch(), "make a child token for");
    var token =
        ChildToken.newBuilder()
            .setCardId(id.toString())
            .setEpoch(request.getEpoch())
            .setActor("%s/%s.%d".formatted(actor.name(), id, request.getEpoch()))
            .addAllGrants(request.getGrantsList())
            .build();
    var bytes = trust.sign(token).toByteArray();
    String secret =
        ChildVouching.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    if (secret.length() > LONGEST) {
      throw INVALID_ARGUMENT.because(
          "A child token with these grants has %,d characters, at most %,d; give it fewer.",
          secret.length(), LONGEST);
    }
    transaction.append(actor, event(id, token));
    return IssuedChildToken.newBuilder().setToken(token).setSecret(secret).build();
  }

  private static NewEvent event(CardId card, ChildToken token) {
    return new NewEvent(
        "child_token.created",
        Lane.MONITORING,
        card.resource(),
        Payload.of("actor", token.getActor())
            .and("epoch", token.getEpoch())
            .andEach(
                "grants",
                token.getGrantsList().stream()
                    .map(grant ->
                        Payload.of("scope", grant.getScope()).and("resource", grant.getResource()))
                    .toList()));
  }

  private static void requireHeld(Caller caller, Grant grant) {
    if (!caller.may(grant.getScope(), grant.getResource())) {
      throw GRANT_MISSING
          .because(
              "You do not hold %s on %s, so you cannot hand it on; ask the owner.",
              grant.getScope(), grant.getResource().isEmpty() ? "everything" : grant.getResource())
          .with("scope", grant.getScope())
          .with("resource", grant.getResource());
    }
  }

  /// What a child token says, if the board signed it; otherwise refused with `TOKEN_INVALID`.
  ChildToken read(String secret) {
    try {
      if (secret.length() <= LONGEST) {
        var bytes = Base64.getUrlDecoder().decode(secret.substring(ChildVouching.PREFIX.length()));
        return trust.verify(
            Signed.parseFrom(bytes), ServiceName.BOARD, ChildToken.getDefaultInstance());
      }
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | InvalidProtocolBufferException
        | Refusal _) {
      // Refused below, like what is too long.
    }
    throw TOKEN_INVALID.because(
        "The child token is not one that this board signed; use the file in GAZETTE_TOKEN_FILE.");
  }
}
