package dev.gazette.platform.service;

import dev.gazette.platform.config.PlatformSettings;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.home.HomeLock;
import dev.gazette.platform.log.LogConfigurator;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.context.env.PropertySource;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.inject.qualifiers.PrimaryQualifier;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Starts one service in an application context of its own, so that five may live in one JVM.
public final class ServiceRunner {

  private final ServiceName service;
  private final Settings settings;
  private final List<RuntimeBeanDefinition<?>> given = new ArrayList<>();

  /// A runner of one service under some settings.
  public ServiceRunner(ServiceName service, Settings settings) {
    this.service = service;
    this.settings = settings;
  }

  /// Gives the service a bean from outside, e.g. a test's clock, which stands before those of its
  /// type that the service has. Returns this.
  public <T> ServiceRunner with(Class<T> type, T bean) {
    given.add(
        RuntimeBeanDefinition.builder(type, () -> bean)
            .singleton(true)
            .qualifier(PrimaryQualifier.instance())
            .build());
    return this;
  }

  /// Starts the service: returns when both servers listen. Throws {@link StartRefused} with a
  /// sentence when the home, the settings or the ports do not allow it.
  public RunningService start() {
    var home = settings.home();
    home.create(service);
    if (settings.get(PlatformSettings.LOG).equals("file")) {
      LogConfigurator.toFile(home.log());
    }
    var lock = HomeLock.take(home, service);
    try {
      return start(lock);
    } catch (RuntimeException failure) {
      lock.close();
      throw failure;
    }
  }

  private RunningService start(HomeLock lock) {
    requireFreePorts();
    var context = context();
    try {
      context.start();
      context.getBean(EmbeddedServer.class).start();
    } catch (RuntimeException failure) {
      context.close();
      throw failure;
    }
    var running = new RunningService(service, context, settings.home(), lock);
    running.serve();
    return running;
  }

  private void requireFreePorts() {
    String host = settings.get(PlatformSettings.HOST);
    int offset = settings.get(PlatformSettings.PORT_OFFSET);
    Ports.requireFree(service, host, service.grpcPort(offset), offset);
    Ports.requireFree(service, host, service.httpPort(offset), offset);
  }

  private ApplicationContext context() {
    var context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .deduceCloudEnvironment(false)
            .bootstrapEnvironment(false)
            .environmentPropertySource(false)
            .enableDefaultPropertySources(false)
            .banner(false)
            .propertySources(PropertySource.of("gazette", ServiceProperties.of(service, settings)))
            .beanConfigurations(othersHidden())
            .build();
    context.registerSingleton(ServiceName.class, service);
    context.registerSingleton(Settings.class, settings);
    for (var definition : given) {
      context.registerBeanDefinition(definition);
    }
    return context;
  }

  /// Keeps the beans of the services beside this one in the JVM out of its context.
  private BeanConfiguration[] othersHidden() {
    return Arrays.stream(ServiceName.values())
        .filter(other -> other != service)
        .map(ForeignBeans::new)
        .toArray(BeanConfiguration[]::new);
  }
}
