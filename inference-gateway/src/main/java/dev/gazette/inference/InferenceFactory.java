package dev.gazette.inference;

import dev.gazette.inference.chat.Chats;
import dev.gazette.inference.ollama.OllamaProvider;
import dev.gazette.inference.ollama.OllamaUrl;
import dev.gazette.inference.provider.Provider;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.peer.Egress;
import dev.gazette.platform.store.Writer;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// What the settings make of the gateway, as beans. They end in the reverse order: the chats, which
/// account what they cut off, before the provider and the writer.
@Factory
final class InferenceFactory {

  @Singleton
  @Named("outbound")
  @Bean(preDestroy = "shutdownNow")
  ExecutorService outboundThreads() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("outbound-", 0).factory());
  }

  @Singleton
  @Bean(preDestroy = "close")
  OllamaProvider ollama(
      Settings settings, Egress egress, @Named("outbound") ExecutorService threads) {
    var ollama = InferenceSettings.ollama(settings);
    return new OllamaProvider(ollama, egress.refusal(OllamaUrl.address(ollama.url())), threads);
  }

  @Singleton
  @Bean(preDestroy = "close")
  Chats chats(Provider provider, Settings settings, Writer writer, InstantSource clock) {
    return new Chats(provider, InferenceSettings.chat(settings), writer, clock);
  }
}
