package dev.clickdeploy.core;

import dev.clickdeploy.core.build.BuildTools;
import dev.clickdeploy.core.job.Handling;
import dev.clickdeploy.core.job.JobHandler;
import dev.clickdeploy.core.job.SafeEvents;
import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.UuidV7;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.image.KeptImages;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.port.out.BuildPlanner;
import dev.clickdeploy.port.out.CommitStatuses;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.SourceRepository;
import dev.clickdeploy.port.out.Storage;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link ClickDeploy}; five are required, the rest has defaults. */
public final class ClickDeployBuilder {
  private @Nullable Storage storage;
  private @Nullable SourceRepository sources;
  private @Nullable BuildPlanner planner;
  private @Nullable ImageBuilder builder;
  private @Nullable ImageRegistry registry;
  private GitHosts hosts = GitHosts.SILENT;
  private PushSettings pushes = PushSettings.DEFAULT;
  private @Nullable KeptImages kept;
  private EventSink events = event -> {};
  private InstantSource clock = InstantSource.system();
  private WorkSettings work = WorkSettings.DEFAULT;
  private @Nullable String name;
  private final Map<JobKind, Registered> handlers = new HashMap<>();
  private final Map<JobKind, KindLimit> limits = new HashMap<>();

  /** Without a number of its own it gets as many slots as there are workers. */
  private record Registered(JobHandler handler, @Nullable Integer slots) {}

  ClickDeployBuilder() {}

  /** Where everything is kept. Required. */
  public ClickDeployBuilder storage(Storage part) {
    storage = Objects.requireNonNull(part, "storage");
    return this;
  }

  /** Where source comes from. Required. */
  public ClickDeployBuilder sources(SourceRepository part) {
    sources = Objects.requireNonNull(part, "sources");
    return this;
  }

  /** What decides how a source is built. Required. */
  public ClickDeployBuilder planner(BuildPlanner part) {
    planner = Objects.requireNonNull(part, "planner");
    return this;
  }

  /** What builds images. Required. */
  public ClickDeployBuilder builder(ImageBuilder part) {
    builder = Objects.requireNonNull(part, "builder");
    return this;
  }

  /** Where images go. Required. */
  public ClickDeployBuilder registry(ImageRegistry part) {
    registry = Objects.requireNonNull(part, "registry");
    return this;
  }

  /**
   * Who tells git hosts what became of commits; nobody by default.
   *
   * @param links where people see a deployment; empty for a status without a link
   */
  public ClickDeployBuilder commitStatuses(
      CommitStatuses part, Function<DeploymentId, Optional<URI>> links) {
    hosts = new GitHosts(part, links);
    return this;
  }

  /** How pushes are looked for and remembered; {@link PushSettings#DEFAULT} by default. */
  public ClickDeployBuilder pushes(PushSettings settings) {
    pushes = Objects.requireNonNull(settings, "pushes");
    return this;
  }

  /**
   * Has images that are not among these deleted from the registry by processes that work; null,
   * which is the default, keeps all.
   */
  public ClickDeployBuilder keepImages(@Nullable KeptImages which) {
    kept = which;
    return this;
  }

  /** Who hears what happens; nobody by default. */
  public ClickDeployBuilder events(EventSink part) {
    events = Objects.requireNonNull(part, "events");
    return this;
  }

  /** What time it is; the system's clock by default. */
  public ClickDeployBuilder clock(InstantSource part) {
    clock = Objects.requireNonNull(part, "clock");
    return this;
  }

  /**
   * How this process is called where people see who works; a random name by default.
   *
   * @param text 1 to 100 characters
   */
  public ClickDeployBuilder name(String text) {
    name = Texts.required(text, "a worker's name", WorkerPresence.LONGEST_NAME);
    return this;
  }

  /** How jobs are worked on; {@link WorkSettings#DEFAULT} by default. */
  public ClickDeployBuilder work(WorkSettings settings) {
    work = Objects.requireNonNull(settings, "work");
    return this;
  }

  /**
   * Has jobs of another kind handled here too, as many at once as there are workers.
   *
   * @throws IllegalArgumentException when the kind has a handler; {@code build}, {@code deploy},
   *     {@code push} and {@code status} always have
   */
  public ClickDeployBuilder handler(JobKind kind, JobHandler handler) {
    return register(kind, new Registered(Objects.requireNonNull(handler, "handler"), null));
  }

  /**
   * Has jobs of another kind handled here too.
   *
   * @param slots how many at once, 0 to 10,000; each has a virtual thread of its own
   * @throws IllegalArgumentException when the kind has a handler; {@code build}, {@code deploy},
   *     {@code push} and {@code status} always have
   */
  public ClickDeployBuilder handler(JobKind kind, int slots, JobHandler handler) {
    Handling checked = new Handling(handler, slots);
    return register(kind, new Registered(checked.handler(), checked.slots()));
  }

  private ClickDeployBuilder register(JobKind kind, Registered handler) {
    if (kind.isOfDeployments()
        || kind.equals(JobKind.PUSH)
        || kind.equals(JobKind.STATUS)
        || handlers.putIfAbsent(kind, handler) != null) {
      throw new IllegalArgumentException("jobs of kind " + kind + " have a handler already");
    }
    return this;
  }

  /**
   * Has at most so many jobs of a kind processed at once, in all processes together; set by each
   * start, so that the last one counts. {@link KindLimit#NONE} lifts a limit that was set before.
   */
  public ClickDeployBuilder limit(JobKind kind, KindLimit limit) {
    limits.put(Objects.requireNonNull(kind, "kind"), Objects.requireNonNull(limit, "limit"));
    return this;
  }

  /**
   * The system, not yet started.
   *
   * @throws IllegalStateException naming the first required part that is missing
   */
  public ClickDeploy build() {
    return new ClickDeploy(
        given(storage, "storage", "Storage"),
        new BuildTools(
            given(sources, "sources", "SourceRepository"),
            given(planner, "planner", "BuildPlanner"),
            given(builder, "builder", "ImageBuilder"),
            given(registry, "registry", "ImageRegistry")),
        hosts,
        pushes,
        kept,
        work,
        name == null ? "worker-" + UuidV7.next(clock).toString().substring(28) : name,
        handlings(),
        limits,
        new SafeEvents(events),
        clock);
  }

  private Map<JobKind, Handling> handlings() {
    Map<JobKind, Handling> handlings = new HashMap<>();
    handlers.forEach(
        (kind, registered) -> {
          int slots = Objects.requireNonNullElse(registered.slots(), work.workers());
          handlings.put(kind, new Handling(registered.handler(), slots));
        });
    return handlings;
  }

  private static <T> T given(@Nullable T part, String name, String type) {
    if (part == null) {
      throw new IllegalStateException(
          "click-deploy cannot be built without %s: call .%s(%s) first"
              .formatted(name, name, type));
    }
    return part;
  }
}
