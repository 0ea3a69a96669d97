package dev.gazette.inference.chat;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.inference.provider.Model;
import dev.gazette.inference.provider.ModelName;
import dev.gazette.inference.provider.Turn;
import dev.gazette.inference.usage.Usage;
import dev.gazette.inference.usage.UsageProtos;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.inference.v1.ChatRequest;
import dev.gazette.proto.inference.v1.ChatResponse;
import dev.gazette.proto.inference.v1.ListModelsResponse;
import dev.gazette.proto.inference.v1.Message;
import dev.gazette.proto.inference.v1.StreamChatResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Chats on the wire.
final class ChatProtos {

  private static final int LONGEST_TURN_BYTES = 1 << 20;
  private static final int LONGEST_CHAT_BYTES = 3 << 20;
  private static final int MOST_TURNS = 1_000;
  private static final int MOST_TOKENS = 1_000_000;
  private static final int LONGEST_NAME = 200;

  private ChatProtos() {}

  /// The question that a request holds.
  static Question question(ChatRequest request) {
    return new Question(
        model(request.getModel()), turns(request), maxTokens(request), temperature(request));
  }

  private static Optional<ModelName> model(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var model = ModelName.parse(Fields.line("model", name, LONGEST_NAME));
    if (model.isEmpty()) {
      throw INVALID_ARGUMENT.because(
          "model is not a model's name; write it as the provider does, e.g. llama3.2 or qwen3:8b.");
    }
    return model;
  }

  private static List<Turn> turns(ChatRequest request) {
    int count = request.getMessagesCount();
    Fields.within("the number of messages", count, 1, MOST_TURNS);
    if (request.getSerializedSize() > LONGEST_CHAT_BYTES) {
      throw INVALID_ARGUMENT.because(
          "messages have %,d bytes together; at most %,d. Leave the oldest out.",
          request.getSerializedSize(), LONGEST_CHAT_BYTES);
    }
    var turns = IntStream.range(0, count).mapToObj(i -> turn(i, request.getMessages(i))).toList();
    if (turns.getLast().role() != Turn.Role.USER) {
      throw INVALID_ARGUMENT.because("The last of messages must be the user's.");
    }
    Fields.required(
        "the content of the last message", turns.getLast().content(), LONGEST_TURN_BYTES);
    return turns;
  }

  private static Turn turn(int index, Message message) {
    String field = "messages[" + index + "]";
    return new Turn(
        role(field, message),
        Fields.textOfBytes(field + ".content", message.getContent(), LONGEST_TURN_BYTES));
  }

  private static Turn.Role role(String field, Message message) {
    return switch (message.getRole()) {
      case ROLE_SYSTEM -> Turn.Role.SYSTEM;
      case ROLE_USER -> Turn.Role.USER;
      case ROLE_ASSISTANT -> Turn.Role.ASSISTANT;
      case ROLE_UNSPECIFIED, UNRECOGNIZED ->
          throw INVALID_ARGUMENT.because("%s.role is missing; say who speaks.", field);
    };
  }

  private static OptionalInt maxTokens(ChatRequest request) {
    int most = (int) Fields.within("max_tokens", request.getMaxTokens(), 0, MOST_TOKENS);
    return most == 0 ? OptionalInt.empty() : OptionalInt.of(most);
  }

  private static Optional<Float> temperature(ChatRequest request) {
    float degree = request.getTemperature();
    if (!(degree >= 0 && degree <= 2)) { // NaN fails both.
      throw INVALID_ARGUMENT.because("temperature is %s; it must be 0 to 2.", degree);
    }
    return request.hasTemperature() ? Optional.of(degree) : Optional.empty();
  }

  static ChatResponse whole(String text, Usage usage) {
    return ChatResponse.newBuilder().setContent(text).setUsage(UsageProtos.render(usage)).build();
  }

  static StreamChatResponse last(Usage usage) {
    return StreamChatResponse.newBuilder().setUsage(UsageProtos.render(usage)).build();
  }

  static ListModelsResponse models(List<Model> models, String provider) {
    var response = ListModelsResponse.newBuilder();
    for (var model : models) {
      response
          .addModelsBuilder()
          .setName(model.name().text())
          .setProvider(provider)
          .setSizeBytes(model.sizeBytes());
    }
    return response.build();
  }
}
