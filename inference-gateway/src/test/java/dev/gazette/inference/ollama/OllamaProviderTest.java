package dev.gazette.inference.ollama;

import dev.gazette.inference.provider.ModelName;
import dev.gazette.inference.provider.Provider;
import dev.gazette.inference.provider.ProviderContract;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/// The contract, against the stand-in.
final class OllamaProviderTest extends ProviderContract {

  private final StandInOllama ollama = new StandInOllama(StandInOllama.Script.parrot());
  private final OllamaProvider provider =
      new OllamaProvider(
          OllamaSettings.at(ollama.url()),
          Optional.empty(),
          Executors.newVirtualThreadPerTaskExecutor());

  @AfterEach
  void close() {
    provider.close();
    ollama.close();
  }

  @Override
  protected Provider provider() {
    return provider;
  }

  @Override
  protected ModelName model() {
    return new ModelName("parrot");
  }
}
