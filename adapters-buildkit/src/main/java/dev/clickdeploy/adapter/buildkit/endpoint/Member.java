package dev.clickdeploy.adapter.buildkit.endpoint;

import dev.clickdeploy.adapter.buildkit.endpoint.EndpointStatus.State;
import dev.clickdeploy.adapter.buildkit.transport.DaemonAddress;
import dev.clickdeploy.adapter.buildkit.transport.DaemonConnection;
import dev.clickdeploy.adapter.buildkit.transport.IoThreads;
import dev.clickdeploy.model.build.option.Platform;
import dev.clickdeploy.port.out.PortException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One daemon of a pool, and what is known of it. */
final class Member {
  final DaemonConnection connection;
  final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean examining = new AtomicBoolean();
  private volatile @Nullable Daemon daemon;
  private volatile @Nullable String trouble;

  Member(Endpoint endpoint, IoThreads threads) {
    this.connection =
        new DaemonConnection(DaemonAddress.parse(endpoint.address()), endpoint.tls(), threads);
  }

  String address() {
    return connection.address().toString();
  }

  /**
   * Asks the daemon how it is, and remembers.
   *
   * @throws PortException of class INFRASTRUCTURE when it does not answer or cannot push
   */
  Daemon examine() {
    try {
      Daemon examined = Daemon.examine(connection).requireAbleToPush();
      daemon = examined;
      trouble = null;
      return examined;
    } catch (PortException e) {
      trouble = e.failure().message();
      throw e;
    }
  }

  /** The same, for whoever does not wait for the answer; does nothing while another one asks. */
  void look() {
    if (examining.compareAndSet(false, true)) {
      try {
        examine();
      } catch (PortException e) {
        // remembered
      } finally {
        examining.set(false);
      }
    }
  }

  boolean isDead() {
    return trouble != null;
  }

  /** As far as is known. */
  boolean builds(List<Platform> platforms) {
    Daemon known = daemon;
    return known == null || known.builds(platforms);
  }

  EndpointStatus status() {
    Daemon known = daemon;
    String why = trouble;
    State state = why != null ? State.DEAD : known != null ? State.HEALTHY : State.UNKNOWN;
    return new EndpointStatus(
        address(),
        state,
        known == null ? "" : known.version(),
        known == null ? List.of() : known.platforms(),
        running.get(),
        why);
  }
}
