package dev.gazette.platform.service;

import dev.gazette.platform.config.PlatformSettings;
import dev.gazette.platform.config.Settings;
import java.util.HashMap;
import java.util.Map;

/// What the framework is told about one service. The whole of its configuration: no file and no
/// variable adds to it.
final class ServiceProperties {

  /// HTTP serves health, metrics and pages: two threads do. gRPC has its own, shared by the JVM.
  private static final int HTTP_THREADS = 2;

  private ServiceProperties() {}

  static Map<String, Object> of(ServiceName service, Settings settings) {
    int offset = settings.get(PlatformSettings.PORT_OFFSET);
    String host = settings.get(PlatformSettings.HOST);
    var properties = new HashMap<String, Object>(settings.texts());
    properties.put("micronaut.application.name", service.id());
    properties.put("micronaut.server.host", host);
    properties.put("micronaut.server.port", service.httpPort(offset));
    properties.put("micronaut.server.server-header", "");
    properties.put("micronaut.netty.event-loops.default.num-threads", HTTP_THREADS);
    properties.put("micronaut.netty.event-loops.default.shutdown-quiet-period", "0s");
    properties.put("micronaut.netty.event-loops.default.shutdown-timeout", "1s");
    properties.put("micronaut.server.netty.parent.threads", 1);
    properties.put("micronaut.server.netty.parent.shutdown-quiet-period", "0s");
    properties.put("micronaut.server.netty.parent.shutdown-timeout", "1s");
    properties.put("grpc.server.host", host);
    properties.put("grpc.server.port", service.grpcPort(offset));
    properties.put("grpc.server.await-termination", "1s");
    properties.put("grpc.server.health.enabled", false); // The platform's own tells more.
    properties.put("endpoints.all.enabled", false);
    properties.put("endpoints.all.path", "/");
    properties.put("endpoints.health.enabled", true);
    properties.put("endpoints.health.sensitive", false);
    properties.put("endpoints.health.details-visible", "ANONYMOUS");
    for (var foreign :
        new String[] {"disk-space", "jdbc", "service", "discovery-client", "deadlocked-threads"}) {
      properties.put("endpoints.health." + foreign + ".enabled", false);
    }
    return properties;
  }
}
