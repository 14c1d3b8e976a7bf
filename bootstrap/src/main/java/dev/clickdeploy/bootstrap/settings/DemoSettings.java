package dev.clickdeploy.bootstrap.settings;

import java.net.InetSocketAddress;

/**
 * The settings of a demo: as given, but on a free loopback port, in a corner of its own of the data
 * directory.
 */
public final class DemoSettings {
  private DemoSettings() {}

  /** The given settings, changed for a demo. */
  public static Settings from(Settings given) {
    return new Settings(
        given.databaseUrl(),
        given.buildkit(),
        given.registry(),
        given.buildDirectory(),
        given.dataDirectory().resolve("demo"),
        new InetSocketAddress("127.0.0.1", 0),
        given.adminToken(),
        given.secretKey(),
        given.requestsPerSecond(),
        given.openMetrics(),
        given.work(),
        // the demo serves its repository on this machine
        given.git().allowingLocal(),
        given.planning(),
        given.hosts(),
        given.keptImages());
  }
}
