package dev.clickdeploy.core;

import dev.clickdeploy.core.build.BuildTools;
import dev.clickdeploy.core.job.JobHandler;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.out.BuildPlanner;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.SourceRepository;
import dev.clickdeploy.port.out.Storage;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link ClickDeploy}; five are required, the rest has defaults. */
public final class ClickDeployBuilder {
  private @Nullable Storage storage;
  private @Nullable SourceRepository sources;
  private @Nullable BuildPlanner planner;
  private @Nullable ImageBuilder builder;
  private @Nullable ImageRegistry registry;
  private EventSink events = event -> {};
  private InstantSource clock = InstantSource.system();
  private WorkSettings work = WorkSettings.DEFAULT;
  private final Map<JobKind, JobHandler> handlers = new HashMap<>();

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

  /** How jobs are worked on; {@link WorkSettings#DEFAULT} by default. */
  public ClickDeployBuilder work(WorkSettings settings) {
    work = Objects.requireNonNull(settings, "work");
    return this;
  }

  /**
   * Has jobs of another kind handled here too.
   *
   * @throws IllegalArgumentException when the kind has a handler; {@code build} always has
   */
  public ClickDeployBuilder handler(JobKind kind, JobHandler handler) {
    Objects.requireNonNull(handler, "handler");
    if (kind.equals(JobKind.BUILD) || handlers.putIfAbsent(kind, handler) != null) {
      throw new IllegalArgumentException("jobs of kind " + kind + " have a handler already");
    }
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
        work,
        handlers,
        new SafeEvents(events),
        clock);
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
