package dev.gazette.inference.provider;

import java.util.List;

/// Somebody who runs models. Every implementation passes `ProviderContract`.
///
/// Calls block and belong on virtual threads. Interrupting the thread ends the upstream's work too:
/// within a second nothing of the call is left, here or there. Failures are refusals:
/// `PROVIDER_UNAVAILABLE`, `PROVIDER_FAILED`, `PROVIDER_REFUSED`, `PROVIDER_TIMED_OUT`,
/// `PROVIDER_BUSY`.
public interface Provider {

  /// Its name in usage rows, e.g. `ollama`.
  String name();

  /// Asks a model and hands over the answer piece by piece, on this thread. While the sink does not
  /// return, no more than one read of the network is held.
  Answer ask(Prompt prompt, PieceSink sink) throws InterruptedException;

  /// The models it has, by name.
  List<Model> models() throws InterruptedException;

  /// What somebody does to get a model there, as the end of a sentence, e.g. ``run `ollama pull
  /// llama3.2` ``.
  String howToGet(ModelName model);
}
