package dev.clickdeploy.bootstrap.demo;

import dev.clickdeploy.bootstrap.server.Server;

/** Closes a server when the process is told to stop, so that no PostgreSQL of ours stays behind. */
final class ClosedOnExit implements AutoCloseable {
  private final Thread hook;

  private ClosedOnExit(Server server) {
    this.hook = new Thread(server::close, "stop");
  }

  static ClosedOnExit of(Server server) {
    ClosedOnExit guard = new ClosedOnExit(server);
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending: the hook runs, and the server's own close waits for it
      return;
    }
  }
}
