package dev.gazette.platform.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real repository, made and changed by the `git` executable, untouched by the machine's own git
/// configuration.
///
/// @param path its main folder, without links in its path
public record GitRepository(Path path) {

  /// Makes an empty repository, on the branch `main`.
  public static GitRepository init(Path folder) {
    try {
      Files.createDirectories(folder);
      var repository = new GitRepository(folder.toRealPath());
      repository.git("init", "--quiet", "--initial-branch=main");
      return repository;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Makes a repository with one file and one commit.
  public static GitRepository withCommit(Path folder) {
    var repository = init(folder);
    repository.write("README.md", "# Sample\n");
    repository.commit("Begin");
    return repository;
  }

  /// Runs git here and answers what it printed; its failure fails the test.
  public String git(String... arguments) {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /// Runs a program here and answers what it printed; its failure fails the test.
  public String run(List<String> command) {
    try {
      var builder = new ProcessBuilder(command).directory(path.toFile()).redirectErrorStream(true);
      var environment = builder.environment();
      environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
      environment.put("GIT_CONFIG_NOSYSTEM", "1");
      environment.put("GIT_AUTHOR_NAME", "Test");
      environment.put("GIT_AUTHOR_EMAIL", "test@example.org");
      environment.put("GIT_COMMITTER_NAME", "Test");
      environment.put("GIT_COMMITTER_EMAIL", "test@example.org");
      var process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + output);
      }
      return output.strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /// Stages everything and commits it; answers the commit.
  public String commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  }

  /// A file in it.
  public Path file(String name) {
    return path.resolve(name);
  }

  /// Writes a file, and answers where.
  public Path write(String name, String text) {
    try {
      Files.createDirectories(file(name).getParent());
      return Files.writeString(file(name), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The text of a file.
  public String read(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Makes a pipe that nobody writes into.
  public void pipe(String name) {
    run(List.of("mkfifo", file(name).toString()));
  }
}
