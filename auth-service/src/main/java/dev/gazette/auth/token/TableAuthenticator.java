package dev.gazette.auth.token;

import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.error.Refusal;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// How auth makes sure of its own callers: by its own table, where the other services ask it.
@Singleton
public final class TableAuthenticator implements Authenticator {

  private final Vouching vouching;
  private final LastUses uses;
  private final Revocations revocations;

  /// An authenticator that asks the table, and notes what it accepts.
  public TableAuthenticator(Vouching vouching, LastUses uses, Revocations revocations) {
    this.vouching = vouching;
    this.uses = uses;
    this.revocations = revocations;
  }

  @Override
  public long endings() {
    return revocations.newest();
  }

  @Override
  public CompletionStage<Caller> authenticate(String secret) {
    try {
      var token = vouching.vouch(secret);
      uses.note(token.id());
      return CompletableFuture.completedStage(token.caller());
    } catch (Refusal refused) {
      return CompletableFuture.failedStage(refused);
    }
  }
}
