package dev.gazette.inference.ollama;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One HTTP request as a stand-in server reads it, and its answer, chunk by chunk.
public final class Exchange {

  private static final int UNBOUNDED = 1_000;

  private final Socket socket;
  private final InputStream in;
  private final String path;
  private final Struct body;
  private boolean begun;

  private Exchange(Socket socket, InputStream in, String path, Struct body) {
    this.socket = socket;
    this.in = in;
    this.path = path;
    this.body = body;
  }

  /// Reads the next request; null when the client closed the connection.
  static @Nullable Exchange read(Socket socket, InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      }
    }
    var body = Struct.newBuilder();
    if (length > 0) {
      JsonFormat.parser().merge(new String(in.readNBytes(length), StandardCharsets.UTF_8), body);
    }
    return new Exchange(socket, in, first.split(" ", -1)[1], body.build());
  }

  private static String line(InputStream in) throws IOException {
    var text = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      text.append((char) next);
    }
    return text.toString().strip();
  }

  String path() {
    return path;
  }

  /// The model that is asked.
  public String model() {
    return body.getFieldsOrThrow("model").getStringValue();
  }

  /// The words of the last turn.
  public String[] words() {
    var turns = body.getFieldsOrThrow("messages").getListValue();
    return turns
        .getValues(turns.getValuesCount() - 1)
        .getStructValue()
        .getFieldsOrThrow("content")
        .getStringValue()
        .split(" ", -1);
  }

  /// The longest answer, in tokens.
  public int maxTokens() {
    var options = body.getFieldsOrThrow("options").getStructValue();
    return options.containsFields("num_predict")
        ? (int) options.getFieldsOrThrow("num_predict").getNumberValue()
        : UNBOUNDED;
  }

  /// Sends a piece of an answer.
  public void piece(String content) throws IOException {
    raw("{\"message\":{\"role\":\"assistant\",\"content\":\"" + content + "\"},\"done\":false}\n");
  }

  /// Sends the last line and ends the response.
  public void done(int promptTokens, int completionTokens) throws IOException {
    raw(
        "{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":%d,\"eval_count\":%d}%n"
            .formatted(promptTokens, completionTokens));
    end();
  }

  /// Sends bytes of a body, beginning it where it is not.
  public void raw(String text) throws IOException {
    if (!begun) {
      begin("200 OK");
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    send(Integer.toHexString(bytes.length) + "\r\n" + text + "\r\n");
  }

  /// Ends the response, whole or not.
  public void end() throws IOException {
    send("0\r\n\r\n");
  }

  /// Answers with a status and an error as Ollama writes it.
  public void error(String status, String error) throws IOException {
    begin(status);
    raw("{\"error\":\"" + error + "\"}");
    end();
  }

  /// Sends the head.
  public void begin(String status) throws IOException {
    begun = true;
    send(
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
  }

  /// Breaks the connection off, as the end of its process does.
  public void die() throws IOException {
    socket.close();
    throw new IOException("Died as told");
  }

  /// Waits, and answers whether the client closed the connection meanwhile.
  public boolean goneWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    } finally {
      socket.setSoTimeout(0);
    }
  }

  /// Hangs until the client closes the connection.
  public void awaitGone() throws IOException {
    if (in.read() >= 0) {
      throw new IOException("The client sent more");
    }
  }

  private void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }
}
