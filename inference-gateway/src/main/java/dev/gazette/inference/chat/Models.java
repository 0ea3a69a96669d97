package dev.gazette.inference.chat;

import static dev.gazette.inference.error.InferenceReason.MODEL_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.inference.provider.Model;
import dev.gazette.inference.provider.ModelName;
import dev.gazette.inference.provider.Provider;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.error.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The models that a caller may use. A caller hears of no other.
final class Models {

  private static final String SCOPE = "inference.use";
  private static final int MOST_NAMED = 5;
  private static final ModelName SUGGESTED = new ModelName("llama3.2");

  private final Provider provider;
  private final Optional<ModelName> defaultModel;

  Models(Provider provider, Optional<ModelName> defaultModel) {
    this.provider = provider;
    this.defaultModel = defaultModel;
  }

  /// Those that its grants cover, by name.
  List<Model> list(Caller caller) throws InterruptedException {
    return provider.models().stream().filter(model -> covers(caller, model.name())).toList();
  }

  private static boolean covers(Caller caller, ModelName model) {
    return caller.may(SCOPE, model.resource())
        || caller.may(SCOPE, model.resource() + ModelName.LATEST);
  }

  /// Who answers a question that names nobody: the default, else the only one.
  ModelName choose(Caller caller) throws InterruptedException {
    if (defaultModel.isPresent()) {
      return defaultModel.get();
    }
    var models = list(caller);
    return switch (models.size()) {
      case 0 ->
          throw MODEL_NOT_FOUND.because(
              "The model server has no model yet; %s.", provider.howToGet(SUGGESTED));
      case 1 -> models.getFirst().name();
      default ->
          throw INVALID_ARGUMENT.because(
              "model is empty and there are several: %s. Name one, or set gazette.inference.default-model.",
              names(models));
    };
  }

  /// The refusal of a question to a model that is not there: names the nearest that is.
  Refusal missing(Caller caller, ModelName wanted) throws InterruptedException {
    var models = list(caller);
    String present =
        Nearest.to(wanted, models.stream().map(Model::name).toList())
            .map("; did you mean %s? If not, "::formatted)
            .orElse(models.isEmpty() ? "; " : ", only %s; ".formatted(names(models)));
    return MODEL_NOT_FOUND
        .because(
            "The model server has no model %s%s%s.", wanted, present, provider.howToGet(wanted))
        .with("model", wanted);
  }

  private static String names(List<Model> models) {
    String first =
        models.stream()
            .limit(MOST_NAMED)
            .map(model -> model.name().text())
            .collect(Collectors.joining(", "));
    int more = models.size() - MOST_NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
