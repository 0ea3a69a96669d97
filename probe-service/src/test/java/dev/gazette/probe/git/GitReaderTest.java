package dev.gazette.probe.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.DiskSnapshot;
import dev.gazette.platform.testkit.GitRepository;
import dev.gazette.probe.disk.SecureFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitReaderTest {

  @TempDir Path folder;
  private final GitReader git = new GitReader();

  private GitFacts facts(GitRepository repository) {
    return git.facts(repository.path());
  }

  @Test
  void facts_ofAnEmptyRepository() {
    var repository = GitRepository.init(folder);
    assertThat(facts(repository).branch()).isEqualTo("main");
    assertThat(facts(repository).head()).isEmpty();
    assertThat(facts(repository).dirty()).isFalse();
  }

  @Test
  void facts_followTheRepository() {
    var repository = GitRepository.withCommit(folder);
    assertThat(facts(repository).dirty()).isFalse();
    repository.write("new", "untracked");
    assertThat(facts(repository).dirty()).isTrue();
    repository.write(".gitignore", "new\n");
    String head = repository.commit("Ignore it");
    assertThat(facts(repository).dirty()).isFalse();
    assertThat(facts(repository).head()).isEqualTo(head);
    repository.write("README.md", "# Changed\n");
    assertThat(facts(repository).dirty()).isTrue();
    repository.git("checkout", "--quiet", "--", "README.md");
    repository.git("checkout", "--quiet", "-b", "feature/x");
    assertThat(facts(repository).branch()).isEqualTo("feature/x");
    repository.git("checkout", "--quiet", "--detach");
    repository.git("pack-refs", "--all");
    repository.git("gc", "--quiet");
    assertThat(facts(repository)).isEqualTo(new GitFacts("", head, false, java.util.List.of()));
  }

  @Test
  void facts_maskCredentialsOfRemotes() {
    var repository = GitRepository.init(folder);
    repository.git("remote", "add", "a", "https://me:secret@host/x.git");
    repository.git("remote", "add", "b", "https://ghp_secret@host/x.git?token=secret");
    repository.git("remote", "add", "c", "git@host:team/x.git");
    repository.git("remote", "add", "d", "ssh://git:secret@host/x.git");
    assertThat(facts(repository).remotes())
        .containsExactly(
            new Remote("a", "https://****@host/x.git"),
            new Remote("b", "https://****@host/x.git?****"),
            new Remote("c", "git@host:team/x.git"),
            new Remote("d", "ssh://git:****@host/x.git"));
  }

  @Test
  void facts_changeNothingOnDisk() throws IOException {
    var repository = GitRepository.withCommit(folder.resolve("repository"));
    touchLater(repository.file("README.md"));
    var before = DiskSnapshot.of(folder);
    Path home = Path.of(System.getProperty("user.home"));
    boolean known = Files.exists(home.resolve(".config/jgit"));
    facts(repository);
    assertThat(DiskSnapshot.of(folder)).isEqualTo(before);
    assertThat(Files.exists(home.resolve(".config/jgit"))).isEqualTo(known);
  }

  /// So that its content has to be read to tell whether it changed.
  private static void touchLater(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }

  @Test
  void facts_runNothingOfTheRepository() throws IOException {
    var repository = GitRepository.withCommit(folder.resolve("repository"));
    Path proof = folder.resolve("proof");
    String command = "touch '" + proof + "'; cat";
    repository.write(".gitattributes", "* filter=evil\n");
    repository.commit("Filter");
    repository.git("config", "filter.evil.clean", command);
    repository.git("config", "filter.evil.process", command);
    repository.git("config", "core.fsmonitor", command);
    repository.git("config", "core.hooksPath", folder.toString());
    touchLater(repository.file("README.md"));
    assertThat(facts(repository).dirty()).isTrue();
    assertThat(proof).doesNotExist();
  }

  @Test
  void facts_passOverPipes() {
    var repository = GitRepository.withCommit(folder);
    repository.pipe("pipe");
    assertThat(facts(repository).dirty()).isFalse();
  }

  @Test
  void facts_ofABrokenRepositorySayWhatToDo() {
    var repository = GitRepository.withCommit(folder);
    repository.write(".git/index", "nonsense that is no index at all");
    assertThatThrownBy(() -> facts(repository))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("git fsck");
  }

  @Test
  void tracks_asksTheIndex() {
    var repository = GitRepository.withCommit(folder);
    assertThat(git.tracks(repository.path(), ".env")).isFalse();
    repository.write(".env", "A=1\n");
    repository.git("add", "--force", ".env");
    assertThat(git.tracks(repository.path(), ".env")).isTrue();
    repository.git("rm", "--quiet", "--cached", ".env");
    assertThat(git.tracks(repository.path(), ".env")).isFalse();
  }

  private boolean ignored(GitRepository repository) throws IOException {
    try (var open = SecureFolder.open(repository.path())) {
      return new IgnoreRules(git).ignores(open, ".env");
    }
  }

  @Test
  void ignores_asGitDoes() throws IOException {
    var repository = GitRepository.withCommit(folder);
    for (String rules :
        new String[] {
          "",
          ".env\n",
          "/.env",
          ".env\n!.env\n",
          "*.env\n",
          ".env/\n",
          ".e*\n",
          "# .env\n",
          ".env \n",
          "!.env\n.env\r\n",
          "\\.env\n",
          "**/.env\n",
          "sub/.env\n",
        }) {
      repository.write(".gitignore", rules);
      assertThat(ignored(repository)).as(rules).isEqualTo(gitIgnores(repository));
    }
  }

  private static boolean gitIgnores(GitRepository repository) {
    return !repository
        .run(
            java.util.List.of(
                "sh", "-c", "git check-ignore -q --no-index .env && echo yes || true"))
        .isEmpty();
  }

  @Test
  void ignores_byTheRepositorysOwnRulesUnlessGitignoreSaysOtherwise() throws IOException {
    var repository = GitRepository.withCommit(folder);
    repository.write(".git/info/exclude", ".env\n");
    assertThat(ignored(repository)).isTrue();
    repository.write(".gitignore", "!.env\n");
    assertThat(ignored(repository)).isFalse();
  }

  @Test
  void ignores_byTheRulesThatTheConfigurationNames() throws IOException {
    var repository = GitRepository.withCommit(folder.resolve("repository"));
    Path rules = Files.writeString(folder.resolve("rules"), ".env\n");
    repository.git("config", "core.excludesFile", rules.toString());
    assertThat(ignored(repository)).isTrue();
  }
}
