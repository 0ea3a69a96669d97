package dev.gazette.cli.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A command with this process's own input and output, and all that it starts: its descendants, and
/// what detached itself from them but still has the variable that marks them.
public final class ProcessTree {

  private static final File STANDARD_ERROR = new File("/dev/fd/2");

  /// How long the system may take to end what is killed.
  private static final Duration KILLED = Duration.ofSeconds(5);

  private final Process root;
  private final String variable;
  private final String mark;

  private ProcessTree(Process root, String variable, String mark) {
    this.root = root;
    this.variable = variable;
    this.mark = mark;
  }

  /// Starts a command.
  ///
  /// @param mark which of the variables has a value that no other command is given
  /// @param aside whether its output goes to standard error, because this process's own is for
  ///   programs
  /// @param variables what its environment has beside or in place of this process's own; an empty
  ///   one is taken away
  public static ProcessTree start(
      List<String> command, Map<String, String> variables, String mark, boolean aside)
      throws IOException {
    var builder = new ProcessBuilder(new ArrayList<>(command)).inheritIO();
    if (aside) {
      builder.redirectOutput(Redirect.appendTo(STANDARD_ERROR));
    }
    builder.environment().putAll(variables);
    builder.environment().values().removeIf(String::isEmpty);
    return new ProcessTree(builder.start(), mark, variables.getOrDefault(mark, ""));
  }

  /// Waits until the command ends; answers whether it did in time.
  public boolean await(Duration longest) throws InterruptedException {
    return root.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// The command's exit code, after it has ended; 128 and the signal where one ended it.
  public int exitCode() {
    return root.exitValue();
  }

  /// Asks the command itself to end, as a terminal or a service manager would.
  public void terminate() {
    root.destroy();
  }

  /// Ends the command and all that it started: asks first, and kills what is left after a while.
  public void end(Duration patience) throws InterruptedException {
    var all = members();
    all.forEach(ProcessHandle::destroy);
    awaitAll(all, patience);
    all.addAll(members());
    all.forEach(ProcessHandle::destroyForcibly);
    awaitAll(all, KILLED);
  }

  private static void awaitAll(Set<ProcessHandle> processes, Duration longest)
      throws InterruptedException {
    long limit = System.nanoTime() + longest.toNanos();
    while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < limit) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Set<ProcessHandle> members() {
    var members =
        root.descendants().collect(Collectors.toCollection(LinkedHashSet<ProcessHandle>::new));
    members.add(root.toHandle());
    Marked.processes(variable, mark).forEach(members::add);
    return members;
  }
}
