package dev.clickdeploy.model.build.option;

import java.util.List;

/**
 * What must be made or looked up anew.
 *
 * @param rebuild whether every step runs again
 * @param stages only these stages' steps run again; empty unless {@code rebuild} is false
 * @param pull whether base images' tags are looked up in their registry even if they are known
 */
public record Freshness(boolean rebuild, List<String> stages, boolean pull) {
  /** Whatever the caches have is good. */
  public static final Freshness CACHED = new Freshness(false, List.of(), false);

  public Freshness {
    stages = List.copyOf(stages);
    Named.required(stages, "a stage's name");
    if (rebuild && !stages.isEmpty()) {
      throw new IllegalArgumentException("either every stage is rebuilt or some are");
    }
  }

  /** Every step runs again. */
  public static Freshness rebuildAll() {
    return new Freshness(true, List.of(), false);
  }

  /** The steps of these stages run again. */
  public static Freshness rebuildStages(String... stages) {
    return new Freshness(false, List.of(stages), false);
  }

  /** The same, with base images looked up anew. */
  public Freshness withPull() {
    return new Freshness(rebuild, stages, true);
  }
}
