package dev.gazette.platform.grpc;

import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.SERVICES_ONLY;
import static dev.gazette.platform.error.PlatformReason.TOKEN_INVALID;
import static dev.gazette.platform.error.PlatformReason.TOKEN_MISSING;

import com.google.protobuf.Message;
import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallRule;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.ChildVouching;
import dev.gazette.platform.access.Limiter;
import dev.gazette.platform.access.ServiceVouching;
import dev.gazette.platform.idempotency.RequestKey;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// Decides whether a request is let in: identity, then grant, then limit.
public final class Admission {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String BEARER = "Bearer ";
  private static final String TOKEN_PREFIX = "gzt_";

  private final Authenticator authenticator;
  private final ChildVouching children;
  private final ServiceVouching vouching;
  private final Limiter limiter;
  private final Map<String, CallRule> rules = new ConcurrentHashMap<>();

  /// An admission that asks these.
  public Admission(
      Authenticator authenticator,
      ChildVouching children,
      ServiceVouching vouching,
      Limiter limiter) {
    this.authenticator = authenticator;
    this.children = children;
    this.vouching = vouching;
    this.limiter = limiter;
  }

  /// The caller, once everything holds; otherwise a refusal. Never throws.
  CompletionStage<Caller> admit(
      CallRule rule, MethodDescriptor<?, ?> method, Metadata headers, Message request) {
    try {
      var caller =
          rule.access().getOpen()
              ? CompletableFuture.completedFuture(Caller.NOBODY)
              : identify(headers);
      return caller.thenApply(known -> check(rule, known, method, request));
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /// How often tokens ended so far.
  long endings() {
    return authenticator.endings();
  }

  /// Who presents the token of these headers; throws or fails with a refusal.
  CompletionStage<Caller> identify(Metadata headers) {
    var header = headers.get(AUTHORIZATION);
    if (header == null || header.isBlank()) {
      throw TOKEN_MISSING.because("The call carries no token; send `authorization: Bearer gzt_…`.");
    }
    if (!header.startsWith(BEARER)) {
      throw TOKEN_INVALID.because(
          "The authorization header must read `Bearer`, a space, and the token.");
    }
    String secret = header.substring(BEARER.length()).strip();
    if (secret.startsWith(ChildVouching.PREFIX)) {
      return children.vouch(secret);
    }
    return secret.startsWith(TOKEN_PREFIX)
        ? authenticator.authenticate(secret)
        : CompletableFuture.completedFuture(vouching.verify(secret));
  }

  private Caller check(
      CallRule rule, Caller caller, MethodDescriptor<?, ?> method, Message request) {
    var access = rule.access();
    if (access.getOpen() || caller.kind() == Caller.Kind.SERVICE) {
      return caller;
    }
    if (access.getInternal()) {
      throw SERVICES_ONLY.because(
          "Only Gazette's own services may call %s.", method.getFullMethodName());
    }
    requireGrant(rule, caller, request);
    if (!access.getUncharged()) {
      limiter.charge(caller);
    }
    return caller;
  }

  private static void requireGrant(CallRule rule, Caller caller, Message request) {
    String scope = rule.access().getScope();
    if (rule.access().getFiltered()) {
      if (!scope.isEmpty() && !caller.maySomewhere(scope)) {
        throw GRANT_MISSING.because(
            "Token %s has no grant of %s; ask the owner for one.", caller.name(), scope);
      }
      return;
    }
    String resource = rule.resource().of(request);
    if (!caller.may(scope, resource)) {
      throw GRANT_MISSING
          .because(
              "Token %s has no grant of %s on %s; ask the owner for one.",
              caller.name(), scope, resource.isEmpty() ? "the whole service" : resource)
          .with("scope", scope)
          .with("resource", resource);
    }
  }

  /// The rule of a method.
  CallRule rule(MethodDescriptor<?, ?> method) {
    return rules.computeIfAbsent(method.getFullMethodName(), _ -> require(method));
  }

  private static CallRule require(MethodDescriptor<?, ?> method) {
    if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier described) {
      var rule = CallRule.of(described.getMethodDescriptor());
      if (rule.isPresent()) {
        return rule.get();
      }
    }
    throw new IllegalStateException("No access rule for " + method.getFullMethodName());
  }

  /// The context of an admitted call: its caller and, if it carries a request id, its key.
  Context context(
      CallRule rule, Context outer, MethodDescriptor<?, ?> method, Message request, Caller caller) {
    var context = caller.in(outer);
    String requestId = rule.requestId(request);
    if (requestId.isEmpty()) {
      return context;
    }
    if (requestId.length() > RequestKey.LONGEST_ID) {
      throw INVALID_ARGUMENT.because(
          "request_id has %d characters; at most %d.", requestId.length(), RequestKey.LONGEST_ID);
    }
    var key =
        new RequestKey(
            caller.id(),
            method.getFullMethodName(),
            requestId,
            request.toByteString(),
            rule.access().getSecret());
    return key.in(context);
  }
}
