package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.auth.RegistryAccess;
import dev.clickdeploy.adapter.buildkit.endpoint.Endpoint;
import dev.clickdeploy.adapter.buildkit.endpoint.EndpointStatus;
import dev.clickdeploy.adapter.buildkit.endpoint.Pool;
import dev.clickdeploy.adapter.buildkit.export.Export;
import dev.clickdeploy.adapter.buildkit.export.ExportOutcome;
import dev.clickdeploy.adapter.buildkit.transport.IoThreads;
import dev.clickdeploy.adapter.buildkit.transport.Tls;
import dev.clickdeploy.adapter.buildkit.upkeep.Upkeep;
import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.PortException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds and pushes images with BuildKit daemons: buildkitd, or the one inside a Docker Engine that
 * uses the containerd image store. Sources stream from the request's tree; nothing is written to
 * disk here. Safe for any number of builds at once.
 *
 * <p>Of several daemons a build goes to the one that its cache scope belongs to, or to another one
 * when that is dead or overloaded. A build whose daemon dies ends with a failure that is worth
 * another try; the next attempt goes elsewhere.
 */
public final class BuildKit implements ImageBuilder, AutoCloseable {
  private final IoThreads threads = new IoThreads();
  private final Pool pool;
  private final RunningBuilds builds = new RunningBuilds();
  private final Tuning tuning;
  private final RegistryAccess registries;

  private BuildKit(List<Endpoint> endpoints, Tuning tuning, RegistryAccess registries) {
    this.pool = new Pool(endpoints, threads, tuning.healthPause());
    this.tuning = tuning;
    this.registries = registries;
  }

  /**
   * A client of the daemon at {@code unix:///path}, {@code tcp://host:port} or, for a Docker
   * Engine, {@code docker:///path}, or of several with commas between. It connects when it is first
   * used, and again when a daemon was gone.
   *
   * @throws IllegalArgumentException saying which addresses are accepted
   */
  public static BuildKit connect(String addresses) {
    return connect(addresses, Tuning.DEFAULT);
  }

  /**
   * A client of the daemon at {@code tcp://host:port}, or of several, over TLS.
   *
   * @throws IllegalArgumentException when the address is another one or a certificate or key cannot
   *     be read
   */
  public static BuildKit connect(String addresses, Tls tls) {
    return new BuildKit(Endpoint.parse(addresses, tls), Tuning.DEFAULT, RegistryAccess.USUAL);
  }

  /**
   * A client of several daemons.
   *
   * @throws IllegalArgumentException when there is none, or what they are given by cannot be read
   */
  public static BuildKit pool(List<Endpoint> endpoints) {
    return pool(endpoints, RegistryAccess.USUAL);
  }

  /**
   * A client of several daemons, for registries that not everybody trusts.
   *
   * @throws IllegalArgumentException when there is none, or what they are given by cannot be read
   */
  public static BuildKit pool(List<Endpoint> endpoints, RegistryAccess registries) {
    return new BuildKit(endpoints, Tuning.DEFAULT, registries);
  }

  static BuildKit connect(String addresses, Tuning tuning) {
    return new BuildKit(Endpoint.parse(addresses, null), tuning, RegistryAccess.USUAL);
  }

  /**
   * A short description of each daemon, such as {@code BuildKit v0.24.0 at
   * unix:///run/buildkit/buildkitd.sock, linux/amd64}, and of what is wrong with it.
   *
   * @throws PortException of class INFRASTRUCTURE when none can be reached and push
   */
  public String check() {
    return pool.check();
  }

  /** What is known of each daemon since it was last asked. */
  public List<EndpointStatus> endpoints() {
    return pool.status();
  }

  /** What operators ask of the daemons: workers, disk usage, pruning. */
  public Upkeep upkeep() {
    return new Upkeep(pool.connections());
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
    return run(request, new Target.Registries(), events, cancellation).asOutcome();
  }

  /**
   * Builds as {@link #build} does, for a result that comes here instead of going to a registry; the
   * request's references are only names then.
   *
   * @throws PortException as {@link #build} does, and when the result cannot be kept
   */
  public ExportOutcome export(
      BuildRequest request, Export export, Consumer<BuildEvent> events, Cancellation cancellation) {
    return run(request, new Target.Caller(export), events, cancellation).asExport();
  }

  private Finish run(
      BuildRequest request, Target target, Consumer<BuildEvent> events, Cancellation cancellation) {
    if (cancellation.isCancelled()) {
      return new Finish.Cancelled();
    }
    builds.requireOpen();
    try (Pool.Place place = pool.take(request.cacheScope(), request.options().platforms())) {
      Build build = new Build(place.connection(), threads, tuning, registries, request, target);
      return run(build, place, events, cancellation);
    }
  }

  private Finish run(
      Build build, Pool.Place place, Consumer<BuildEvent> events, Cancellation cancellation) {
    builds.begin(build);
    try {
      return build.run(events, cancellation);
    } catch (PortException e) {
      place.suspect();
      throw e;
    } finally {
      builds.end(build);
    }
  }

  /** Ends the connections, running builds and every thread. */
  @Override
  public void close() {
    builds.close();
    pool.close();
    threads.close();
  }
}
