package dev.clickdeploy.bootstrap.server;

import dev.clickdeploy.bootstrap.settings.Settings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The standalone server as a process: it runs until SIGTERM or SIGINT, stops gracefully and exits
 * with 0.
 */
public final class ServerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

  private ServerProcess() {}

  /** Serves until the process is asked to stop; never returns normally before. */
  public static int run(Settings settings) {
    long begin = System.nanoTime();
    Server server = Server.start(settings);
    server.facts().forEach((name, value) -> LOG.info("{}: {}", name, value));
    LOG.info(
        "click-deploy is listening on {} (ready in {} ms)",
        server.address(),
        Duration.ofNanos(System.nanoTime() - begin).toMillis());
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /** A signal would make the JVM exit with 128 and more; a stop that went well is no error. */
  private static void stop(Server server) {
    LOG.info("stopping: no new jobs are claimed, running builds may finish");
    try {
      server.close();
    } catch (RuntimeException e) {
      LOG.error("the stop did not go well", e);
      Runtime.getRuntime().halt(1);
    }
    LOG.info("stopped");
    Runtime.getRuntime().halt(0);
  }
}
