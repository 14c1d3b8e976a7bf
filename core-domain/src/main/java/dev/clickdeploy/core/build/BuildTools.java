package dev.clickdeploy.core.build;

import dev.clickdeploy.port.out.BuildPlanner;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.SourceRepository;
import java.util.Objects;

/** The parts of the outside world that turn a commit into an image. */
public record BuildTools(
    SourceRepository sources, BuildPlanner planner, ImageBuilder builder, ImageRegistry registry) {
  public BuildTools {
    Objects.requireNonNull(sources, "sources");
    Objects.requireNonNull(planner, "planner");
    Objects.requireNonNull(builder, "builder");
    Objects.requireNonNull(registry, "registry");
  }
}
