package dev.gazette.auth.token;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.field.Fields;
import dev.gazette.platform.field.Page;
import dev.gazette.proto.auth.v1.CreateTokenRequest;
import dev.gazette.proto.auth.v1.Introspection;
import dev.gazette.proto.auth.v1.IssuedToken;
import dev.gazette.proto.auth.v1.ListTokensRequest;
import dev.gazette.proto.auth.v1.ListTokensResponse;
import dev.gazette.proto.auth.v1.RecordUseRequest;
import dev.gazette.proto.common.v1.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Tokens between the wire and the operations.
final class TokenProtos {

  private static final int MOST_GRANTS = 100;
  private static final int MOST_USES = 1_000;
  private static final int LONGEST_SCOPE = 64;
  private static final int LONGEST_RESOURCE = 256;
  private static final int MOST_PER_MINUTE = 1_000_000;
  private static final int MOST_PER_DAY = 100_000_000;
  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(3_650);

  private static final Pattern SCOPE =
      Pattern.compile("\\*|[a-z][a-z0-9_]*\\.(\\*|[a-z][a-z0-9_]*)");

  /// Whole segments of printable ASCII.
  private static final Pattern RESOURCE = Pattern.compile("([!-.0-~]+(/[!-.0-~]+)*)?");

  private TokenProtos() {}

  static NewToken newToken(CreateTokenRequest request) {
    var limits = request.getLimits();
    return new NewToken(
        TokenName.chosen(request.getName()),
        grants(request.getGrantsList()),
        request.hasLifetime()
            ? Optional.of(
                Fields.within("lifetime", request.getLifetime(), SHORTEST_LIFE, LONGEST_LIFE))
            : Optional.empty(),
        limits.hasPerMinute()
            ? limit("limits.per_minute", limits.getPerMinute(), MOST_PER_MINUTE)
            : OptionalInt.empty(),
        limits.hasPerDay()
            ? limit("limits.per_day", limits.getPerDay(), MOST_PER_DAY)
            : OptionalInt.empty());
  }

  private static OptionalInt limit(String field, int value, int most) {
    return OptionalInt.of((int) Fields.within(field, value, 0, most));
  }

  private static List<Grant> grants(List<dev.gazette.proto.common.v1.Grant> wanted) {
    Fields.within("The number of grants", wanted.size(), 1, MOST_GRANTS);
    return wanted.stream().map(TokenProtos::grant).distinct().toList();
  }

  private static Grant grant(dev.gazette.proto.common.v1.Grant grant) {
    if (grant.getScope().length() > LONGEST_SCOPE || !SCOPE.matcher(grant.getScope()).matches()) {
      throw INVALID_ARGUMENT.because(
          "A grant's scope reads <area>.<verb>, <area>.* or *, at most %d characters; e.g."
              + " board.read.",
          LONGEST_SCOPE);
    }
    if (grant.getResource().length() > LONGEST_RESOURCE
        || !RESOURCE.matcher(grant.getResource()).matches()) {
      throw INVALID_ARGUMENT.because(
          "A grant's resource is a path of whole segments without a slash at either end, at most"
              + " %d characters; e.g. boards/ops. Leave it empty for everywhere.",
          LONGEST_RESOURCE);
    }
    return new Grant(grant.getScope(), grant.getResource());
  }

  static Page page(ListTokensRequest request) {
    return Page.of(request.getPageSize(), request.getPageToken(), "tokens", request.getShowEnded());
  }

  static TokenPage tokenPage(Page page, boolean showEnded) {
    return page.first()
        ? TokenPage.first(showEnded, page.size())
        : new TokenPage(page.numberAfter(0), page.textAfter(1), showEnded, page.size());
  }

  static List<TokenUse> uses(RecordUseRequest request) {
    Fields.within("The number of uses", request.getUsesCount(), 1, MOST_USES);
    return request.getUsesList().stream().map(TokenProtos::use).toList();
  }

  private static TokenUse use(RecordUseRequest.Use use) {
    if (!TokenId.matches(use.getTokenId())) {
      throw INVALID_ARGUMENT.because("uses.token_id is not a token's id.");
    }
    return new TokenUse(
        new TokenId(use.getTokenId()),
        Fields.time("uses.time", use.hasTime(), use.getTime())
            .orElseThrow(() -> INVALID_ARGUMENT.because("uses.time is absent.")));
  }

  static ListTokensResponse render(List<Token> tokens, Page page) {
    var response = ListTokensResponse.newBuilder();
    tokens.forEach(token -> response.addTokens(render(token)));
    if (tokens.size() == page.size()) {
      var last = tokens.getLast();
      response.setNextPageToken(page.next(last.createTime().toEpochMilli(), last.id()));
    }
    return response.build();
  }

  static IssuedToken render(Issued issued) {
    return IssuedToken.newBuilder()
        .setToken(render(issued.token()))
        .setSecret(issued.secret().text())
        .build();
  }

  static dev.gazette.proto.auth.v1.Token render(Token token) {
    var rendered =
        dev.gazette.proto.auth.v1.Token.newBuilder()
            .setId(token.id().value())
            .setName(token.name().value())
            .setHint(token.hint())
            .setOwner(token.owner())
            .setLimits(limits(token.limits()))
            .setCreatedBy(token.createdBy())
            .setCreateTime(timestamp(token.createTime()))
            .setEtag(Long.toString(token.revision()));
    token.grants().forEach(grant -> rendered.addGrants(render(grant)));
    Optional.ofNullable(token.expireTime())
        .ifPresent(time -> rendered.setExpireTime(timestamp(time)));
    Optional.ofNullable(token.lastUseTime())
        .ifPresent(time -> rendered.setLastUseTime(timestamp(time)));
    Optional.ofNullable(token.revokeTime())
        .ifPresent(time -> rendered.setRevokeTime(timestamp(time)));
    return rendered.build();
  }

  static Introspection introspection(Token token) {
    var rendered =
        Introspection.newBuilder()
            .setTokenId(token.id().value())
            .setActor(token.name().value())
            .setLimits(limits(token.limits()));
    token.effectiveGrants().forEach(grant -> rendered.addGrants(render(grant)));
    Optional.ofNullable(token.expireTime())
        .ifPresent(time -> rendered.setExpireTime(timestamp(time)));
    return rendered.build();
  }

  private static Limits limits(CallLimit limits) {
    return Limits.newBuilder().setPerMinute(limits.perMinute()).setPerDay(limits.perDay()).build();
  }

  private static dev.gazette.proto.common.v1.Grant render(Grant grant) {
    return dev.gazette.proto.common.v1.Grant.newBuilder()
        .setScope(grant.scope())
        .setResource(grant.resource())
        .build();
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamps.fromMillis(time.toEpochMilli());
  }
}
