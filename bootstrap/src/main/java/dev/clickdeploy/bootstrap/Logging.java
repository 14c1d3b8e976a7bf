package dev.clickdeploy.bootstrap;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Libraries that log through java.util.logging speak up only when something is wrong. */
final class Logging {
  // held, or the levels are forgotten with the collected loggers
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger NETTY = Logger.getLogger("io.grpc.netty.shaded.io.netty.bootstrap");

  private Logging() {}

  /** For commands that speak to people: only what is wrong. Must come before the first log line. */
  static void quiet() {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
  }

  static void quietLibraries() {
    ROOT.setLevel(Level.WARNING);
    // tells for every domain socket that it has no SO_KEEPALIVE
    NETTY.setLevel(Level.SEVERE);
  }
}
