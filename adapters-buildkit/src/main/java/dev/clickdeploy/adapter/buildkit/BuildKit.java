package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.transport.DaemonAddress;
import dev.clickdeploy.adapter.buildkit.transport.DaemonConnection;
import dev.clickdeploy.adapter.buildkit.transport.IoThreads;
import dev.clickdeploy.adapter.buildkit.transport.Tls;
import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.PortException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds and pushes images with a BuildKit daemon: buildkitd, or the one inside a Docker Engine
 * that uses the containerd image store. Sources stream from the request's tree; nothing is written
 * to disk here. Safe for any number of builds at once.
 */
public final class BuildKit implements ImageBuilder, AutoCloseable {
  private final IoThreads threads = new IoThreads();
  private final DaemonConnection connection;
  private final RunningBuilds builds = new RunningBuilds();
  private final Tuning tuning;

  private BuildKit(DaemonAddress address, @Nullable Tls tls, Tuning tuning) {
    this.connection = new DaemonConnection(address, tls, threads);
    this.tuning = tuning;
  }

  /**
   * A client of the daemon at {@code unix:///path}, {@code tcp://host:port} or, for a Docker
   * Engine, {@code docker:///path}. It connects when it is first used, and again when the daemon
   * was gone.
   *
   * @throws IllegalArgumentException saying which addresses are accepted
   */
  public static BuildKit connect(String address) {
    return connect(address, Tuning.DEFAULT);
  }

  /**
   * A client of the daemon at {@code tcp://host:port}, over TLS.
   *
   * @throws IllegalArgumentException when the address is another one or a certificate or key cannot
   *     be read
   */
  public static BuildKit connect(String address, Tls tls) {
    return new BuildKit(DaemonAddress.parse(address), tls, Tuning.DEFAULT);
  }

  static BuildKit connect(String address, Tuning tuning) {
    return new BuildKit(DaemonAddress.parse(address), null, tuning);
  }

  /**
   * A short description of the daemon, such as {@code BuildKit v0.24.0 at
   * unix:///run/buildkit/buildkitd.sock, linux/amd64}.
   *
   * @throws PortException of class INFRASTRUCTURE when it cannot be reached or cannot push
   */
  public String check() {
    return Daemon.examine(connection).requireAbleToPush().description();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Events come in the caller's thread. A file whose content did not change since the last build
   * of the same cache scope is not sent again.
   */
  @Override
  public BuildOutcome build(
      BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation) {
    if (cancellation.isCancelled()) {
      return new BuildOutcome.Cancelled();
    }
    Build build = new Build(connection, threads, tuning, request);
    builds.begin(build);
    try {
      return build.run(events, cancellation);
    } finally {
      builds.end(build);
    }
  }

  /** Ends the connection, running builds and every thread. */
  @Override
  public void close() {
    builds.close();
    connection.close();
    threads.close();
  }
}
