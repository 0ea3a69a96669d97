package dev.gazette.probe;

import dev.gazette.platform.config.Settings;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import dev.gazette.probe.disk.DiskThreads;
import dev.gazette.probe.file.ManagedFiles;
import dev.gazette.probe.git.GitReader;
import dev.gazette.probe.repository.RepositoryLooks;
import dev.gazette.probe.repository.RepositoryWatch;
import dev.gazette.probe.repository.Roots;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;

/// What the probe is made of, as beans.
@Factory
final class ProbeFactory {

  private static final int LOOKS_AT_ONCE = 8;
  private static final int FILES_AT_ONCE = 16;

  @Singleton
  Roots roots(Settings settings, Home home) {
    var configured = settings.get(ProbeSettings.ROOTS).stream().map(Path::of).toList();
    return new Roots(
        configured.isEmpty() ? List.of(Path.of(System.getProperty("user.home"))) : configured,
        home.root());
  }

  @Singleton
  GitReader git() {
    return new GitReader();
  }

  @Singleton
  @Named("looks")
  @Bean(preDestroy = "close")
  DiskThreads lookThreads() {
    return new DiskThreads("look", LOOKS_AT_ONCE);
  }

  @Singleton
  @Named("files")
  @Bean(preDestroy = "close")
  DiskThreads fileThreads() {
    return new DiskThreads("file", FILES_AT_ONCE);
  }

  @Singleton
  RepositoryLooks looks(GitReader git, @Named("looks") DiskThreads threads, Writer writer) {
    return new RepositoryLooks(git, threads, writer);
  }

  @Singleton
  RepositoryWatch watch(RepositoryLooks looks, Readers readers) {
    return new RepositoryWatch(looks, readers);
  }

  @Singleton
  ManagedFiles files(@Named("files") DiskThreads threads, GitReader git) {
    return new ManagedFiles(threads, git);
  }
}
