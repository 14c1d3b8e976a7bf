package dev.clickdeploy.adapter.buildkit.upkeep;

import dev.clickdeploy.model.build.option.Platform;
import java.util.List;
import java.util.Map;

/**
 * What builds within a daemon.
 *
 * @param endpoint the daemon's address
 * @param labels such as the snapshotter's and the executor's names
 * @param platforms its own first
 * @param version of BuildKit, as the daemon words it; empty when it does not say
 */
public record Worker(
    String endpoint,
    String id,
    Map<String, String> labels,
    List<Platform> platforms,
    String version) {
  public Worker {
    labels = Map.copyOf(labels);
    platforms = List.copyOf(platforms);
  }
}
