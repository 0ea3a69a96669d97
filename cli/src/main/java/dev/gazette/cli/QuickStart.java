package dev.gazette.cli;

import java.util.Locale;

/// Settings of the JDK and of libraries that spare what a process of one call has no use for, and
/// which would be set up all the same. Each was seen in a log of class initializations
/// (`-Xlog:class+init`); docs/adr/0023 tells what they save.
final class QuickStart {

  private static final String NETTY = "io.grpc.netty.shaded.io.netty.";

  private QuickStart() {}

  /// Sets them, before anything that reads them loads.
  static void set() {
    // Numbers and sentences look the same in every country; no country's formats are read.
    Locale.setDefault(Locale.ROOT);
    // Reflective calls by JNI: no accessor is made for the thousandth call.
    System.setProperty("jdk.reflect.useNativeAccessorOnly", "true");
    // What java.security says; without it, the first address reads that file.
    System.setProperty("jdk.includeInExceptions", "hostInfoExclSocket");
    System.setProperty("java.util.logging.config.class", NoLogs.class.getName());
    // No line editor.
    System.setProperty("jdk.console", "java.base");
    quickenNetty();
  }

  /// One connection on a thread of Java's own sockets, with plain arrays as buffers.
  private static void quickenNetty() {
    System.setProperty(NETTY + "transport.noNative", "true");
    System.setProperty(NETTY + "noPreferDirect", "true");
    System.setProperty(NETTY + "noKeySetOptimization", "true");
    System.setProperty(NETTY + "allocator.type", "unpooled");
    System.setProperty(NETTY + "leakDetection.level", "disabled");
    // Else it looks at every network card, asks what its process is, and what this Linux is.
    System.setProperty(NETTY + "machineId", "00:00:00:00:00:00");
    System.setProperty(NETTY + "processId", "1");
    System.setProperty(NETTY + "osClassifiers", "");
  }
}
