package dev.gazette.inference.chat;

import dev.gazette.inference.provider.Answer;
import dev.gazette.inference.provider.Model;
import dev.gazette.inference.provider.PieceSink;
import dev.gazette.inference.provider.Provider;
import dev.gazette.inference.usage.Usages;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.store.Writer;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Puts questions to the provider and accounts every one that was put, however it ended.
public final class Chats implements AutoCloseable {

  private static final long DRAIN_SECONDS = 2;

  private final Provider provider;
  private final Models models;
  private final ProviderQueue queue;
  private final Writer writer;
  private final InstantSource clock;
  private final Set<Asking> underWay = ConcurrentHashMap.newKeySet();

  /// Chats with one provider, accounted in a store.
  public Chats(Provider provider, ChatSettings settings, Writer writer, InstantSource clock) {
    this.provider = provider;
    this.models = new Models(provider, settings.defaultModel());
    this.queue = new ProviderQueue(settings.concurrentRequests(), settings.waitingRequests());
    this.writer = writer;
    this.clock = clock;
  }

  /// Asks. The sink gets the pieces on a virtual thread that waits at its pace.
  Asking ask(Caller caller, Actor actor, Question question, PieceSink sink) {
    var account = new Account(provider.name(), clock.instant());
    var asking =
        new Asking(
            account,
            () -> put(caller, question, account, sink),
            ended -> writer.write(transaction -> Usages.record(transaction, actor, ended)));
    underWay.add(asking);
    asking.usage().whenComplete((_, _) -> underWay.remove(asking));
    asking.start();
    return asking;
  }

  private Answer.Whole put(Caller caller, Question question, Account account, PieceSink sink)
      throws InterruptedException {
    try (var _ = queue.enter()) {
      var model = question.model().isPresent() ? question.model().get() : models.choose(caller);
      account.put(model);
      return switch (provider.ask(question.to(model), account.timing(sink))) {
        case Answer.Whole whole -> whole;
        case Answer.NoSuchModel() -> throw models.missing(caller, model);
      };
    }
  }

  /// The models that a caller may use, with their provider's name. Blocks; for virtual threads.
  List<Model> models(Caller caller) throws InterruptedException {
    return models.list(caller);
  }

  /// Who answers.
  String provider() {
    return provider.name();
  }

  /// Ends what is under way, accounts it, and returns when that is done; within 2 s.
  @Override
  public void close() {
    underWay.forEach(Asking::stop);
    CompletableFuture.allOf(
            underWay.stream()
                .map(asking -> asking.usage().toCompletableFuture())
                .toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, DRAIN_SECONDS, TimeUnit.SECONDS)
        .handle((_, _) -> true)
        .join();
  }
}
