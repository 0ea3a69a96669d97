package dev.gazette.cli.ask;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.process.Inputs;
import dev.gazette.proto.inference.v1.ChatRequest;
import dev.gazette.proto.inference.v1.ChatServiceGrpc;
import dev.gazette.proto.inference.v1.Message;
import dev.gazette.proto.inference.v1.Role;
import dev.gazette.proto.inference.v1.StreamChatRequest;
import dev.gazette.proto.inference.v1.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Asks a model.
@Command(
    name = "ask",
    description = {
      "Asks a model, and prints the answer as it comes; Ctrl-C ends the model's work.",
      "",
      "--timeout bounds the whole answer: 10m unless told. With --json each piece is a line of"
          + " `content` and `usage`, which is null in all but the last; with --no-stream the whole"
          + " is one line. With -q, the id of the usage row."
    },
    footer = {
      "",
      "Examples:",
      "  gazette ask 'Why is the sky blue?'",
      "  git diff | gazette ask --system 'Review this change.' -",
      "  gazette ask --model llama3.2 --no-stream --json 'Say hello.'"
    })
public final class Ask implements Verb {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Parameters(
      arity = "0..*",
      paramLabel = "PROMPT",
      description = "What to ask; standard input for - or none.")
  List<String> prompt = List.of();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "The model: the provider's default unless told.")
  String model = "";

  @Option(names = "--system", paramLabel = "TEXT", description = "Sets the frame.")
  @Nullable String system;

  @Option(names = "--max-tokens", paramLabel = "N", description = "The longest answer.")
  int maxTokens;

  @Option(names = "--temperature", paramLabel = "T", description = "How freely it answers: 0 to 2.")
  @Nullable Float temperature;

  @Option(names = "--no-stream", description = "Print the answer when it is whole.")
  boolean whole;

  @Override
  public void run(Session session) {
    var patience = session.givenTimeout().orElse(PATIENCE);
    if (whole) {
      answerWhole(session, patience);
    } else {
      answerInPieces(session, patience);
    }
  }

  private void answerWhole(Session session, Duration patience) {
    var answer = session.call(ChatServiceGrpc.getChatMethod(), request(session), patience);
    if (session.out().form() == Output.Form.PEOPLE) {
      session.out().piece(answer.getContent() + "\n");
    } else {
      session.out().did(answer, Long.toString(answer.getUsage().getId()), "");
    }
  }

  private void answerInPieces(Session session, Duration patience) {
    var request = StreamChatRequest.newBuilder().setChat(request(session)).build();
    String id = "";
    boolean complete = false;
    try (var incoming =
        session.connection().open(ChatServiceGrpc.getStreamChatMethod(), request, patience)) {
      while (!incoming.ended()) {
        var piece = incoming.next(patience);
        if (piece.isPresent()) {
          complete = piece.get().hasUsage();
          id = usageId(piece.get().getUsage());
          switch (session.out().form()) {
            case PEOPLE -> session.out().piece(piece.get().getContent());
            case JSON -> session.out().next(piece.get(), "", "");
            case IDS -> {}
          }
        }
      }
    } catch (Failure failure) {
      throw session.withNearest(failure, request);
    }
    if (session.out().form() == Output.Form.PEOPLE) {
      session.out().piece("\n");
    }
    if (!complete) {
      throw new Failure(
          Exit.REFUSED,
          "ANSWER_CUT_SHORT",
          true,
          "The answer ended before it was whole; ask again.");
    }
    if (session.out().form() == Output.Form.IDS) {
      session.out().write(id);
    }
  }

  private static String usageId(Usage usage) {
    return Long.toString(usage.getId());
  }

  private ChatRequest request(Session session) {
    var chat = ChatRequest.newBuilder().setModel(model).setMaxTokens(maxTokens);
    if (temperature != null) {
      chat.setTemperature(temperature);
    }
    if (system != null) {
      chat.addMessages(Message.newBuilder().setRole(Role.ROLE_SYSTEM).setContent(system));
    }
    return chat.addMessages(
            Message.newBuilder().setRole(Role.ROLE_USER).setContent(question(session)))
        .build();
  }

  private String question(Session session) {
    boolean piped = prompt.isEmpty() || prompt.equals(List.of("-"));
    if (piped && prompt.isEmpty() && session.around().terminals().in()) {
      throw Failure.usage("Give a PROMPT, or pipe one in.");
    }
    return piped ? Inputs.standard(session.around()) : String.join(" ", prompt);
  }
}
