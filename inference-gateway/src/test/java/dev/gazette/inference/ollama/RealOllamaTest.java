package dev.gazette.inference.ollama;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gazette.inference.provider.ModelName;
import dev.gazette.inference.provider.Provider;
import dev.gazette.inference.provider.ProviderContract;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/// The contract, against a real Ollama: `GAZETTE_TEST_OLLAMA` says where it is, e.g.
/// `http://127.0.0.1:11434`, and `GAZETTE_TEST_OLLAMA_MODEL` which model to ask (`tiny`).
@Tag("peer")
final class RealOllamaTest extends ProviderContract {

  private static final String URL = System.getenv().getOrDefault("GAZETTE_TEST_OLLAMA", "");
  private static final String MODEL =
      System.getenv().getOrDefault("GAZETTE_TEST_OLLAMA_MODEL", "tiny");
  private static final OllamaProvider PROVIDER =
      new OllamaProvider(
          OllamaSettings.at(URI.create(URL)),
          Optional.empty(),
          Executors.newVirtualThreadPerTaskExecutor());

  @BeforeAll
  static void require() {
    if (URL.isEmpty()) {
      String reason = "GAZETTE_TEST_OLLAMA does not say where a real Ollama is";
      if (System.getenv("CI") != null) {
        fail(reason);
      }
      System.err.println("Skipped RealOllamaTest: " + reason);
      abort(reason);
    }
  }

  @AfterAll
  static void close() {
    PROVIDER.close();
  }

  @Override
  protected Provider provider() {
    return PROVIDER;
  }

  @Override
  protected ModelName model() {
    return new ModelName(MODEL);
  }
}
