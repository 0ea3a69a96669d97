package dev.gazette.cli.frame;

import com.google.protobuf.Message;
import dev.gazette.cli.connect.Connection;
import dev.gazette.cli.connect.Incoming;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Style;
import dev.gazette.cli.output.Text;
import dev.gazette.cli.process.Surroundings;
import dev.gazette.cli.target.Contexts;
import dev.gazette.cli.target.Service;
import dev.gazette.cli.target.Target;
import dev.gazette.cli.target.Targets;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.GetBoardRequest;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One run of one verb: its options, its output, and its calls. The target is looked up at the
/// first call, so that verbs which call nothing need none.
public final class Session implements AutoCloseable {

  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final String DEFAULT_BOARD = "default";

  private final Globals globals;
  private final Surroundings around;
  private final Output out;
  private @Nullable Target target;
  private @Nullable Connection connection;
  private @Nullable String current;

  /// A run with these options.
  public Session(Globals globals, Surroundings around) {
    this.globals = globals;
    this.around = around;
    if (globals.json() && globals.quiet()) {
      throw Failure.usage("Choose one of --json and --quiet.");
    }
    var form =
        globals.json() ? Output.Form.JSON : globals.quiet() ? Output.Form.IDS : Output.Form.PEOPLE;
    var style = new Style(around.terminals().out() && isColourful(around));
    this.out = new Output(around.out(), form, style, Width.of(around));
  }

  private static boolean isColourful(Surroundings around) {
    return around.variable("NO_COLOR").isEmpty()
        && around.variable("TERM").filter("dumb"::equals).isEmpty();
  }

  /// Standard output.
  public Output out() {
    return out;
  }

  /// The world around the run.
  public Surroundings around() {
    return around;
  }

  /// The options that every verb takes.
  public Globals globals() {
    return globals;
  }

  /// Where the run calls.
  public Target target() {
    if (target == null) {
      target = new Targets(around).choose(globals.server(), globals.tokenFile());
    }
    return target;
  }

  /// The connection to the services.
  public synchronized Connection connection() {
    if (connection == null) {
      connection = new Connection(target());
    }
    return connection;
  }

  /// How long a call may take: the option, or what is usual.
  public Duration timeout() {
    return givenTimeout().orElse(USUAL);
  }

  /// How long it may take, where the option says so.
  public Optional<Duration> givenTimeout() {
    return Optional.ofNullable(globals.timeout()).map(text -> Durations.parse("--timeout", text));
  }

  /// Calls a service. When it knows no such board, card, repository, … the refusal names the
  /// nearest one.
  public <Q extends Message, A> A call(MethodDescriptor<Q, A> method, Q request) {
    return call(method, request, timeout());
  }

  /// Calls a service that may take longer than is usual.
  public <Q extends Message, A> A call(
      MethodDescriptor<Q, A> method, Q request, Duration deadline) {
    try {
      return connection().call(method, request, deadline);
    } catch (Failure failure) {
      throw withNearest(failure, request);
    }
  }

  /// A refusal of a request that names what is not there, with the nearest name that is.
  public Failure withNearest(Failure failure, Message request) {
    return NearestNames.improve(failure, request, connection());
  }

  /// Calls a service without a token.
  public <Q extends Message, A> A callAnonymously(
      Service service, MethodDescriptor<Q, A> method, Q request) {
    return connection().anonymously(service, method, request, timeout());
  }

  /// Opens a stream without a deadline.
  public <Q, A> Incoming<A> open(MethodDescriptor<Q, A> method, Q request) {
    return connection().open(method, request);
  }

  /// The board to work on: the one named, or `GAZETTE_BOARD`, or the current one, or `default`.
  public String board(@Nullable String named) {
    return named != null ? named : around.variable("GAZETTE_BOARD").orElseGet(this::currentBoard);
  }

  /// The board to work on where none is named, whether or not it is still there: calls nothing.
  public String chosenBoard() {
    return around.variable("GAZETTE_BOARD").orElseGet(this::keptBoard);
  }

  private String keptBoard() {
    return Contexts.of(around).board().orElse(DEFAULT_BOARD);
  }

  /// The board of the context in use, as long as there is one: else `default`, which is said.
  private synchronized String currentBoard() {
    if (current == null) {
      String kept = keptBoard();
      current = kept;
      if (!kept.equals(DEFAULT_BOARD) && isGone(kept)) {
        current = DEFAULT_BOARD;
        complain(
            "The current board %s is gone; working on %s. `gazette board use` chooses another."
                .formatted(kept, DEFAULT_BOARD));
      }
    }
    return current;
  }

  /// Whether the board service says that there is no such board; when it says nothing, the verb
  /// will find out.
  private boolean isGone(String board) {
    var request = GetBoardRequest.newBuilder().setBoardId(board).build();
    try {
      connection().call(BoardServiceGrpc.getGetBoardMethod(), request, timeout());
      return false;
    } catch (Failure failure) {
      return failure.reason().equals("BOARD_NOT_FOUND");
    }
  }

  /// Tells a person something beside the output; nobody when the output is for programs.
  public void note(String sentence) {
    if (out.form() == Output.Form.PEOPLE) {
      complain(sentence);
    }
  }

  private void complain(String sentence) {
    try {
      out.flush();
      around.err().write((Text.line(sentence) + "\n").getBytes(StandardCharsets.UTF_8));
      around.err().flush();
    } catch (IOException _) {
      // Nobody reads what goes wrong.
    }
  }

  @Override
  public synchronized void close() {
    if (connection != null) {
      connection.close();
    }
  }
}
