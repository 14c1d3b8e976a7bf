package dev.clickdeploy.model.build;

import java.util.Objects;

/** Where a build's Dockerfile comes from. */
public sealed interface DockerfileSource {
  /** The repository's own, at a path below the root directory. */
  record InTree(String path) implements DockerfileSource {
    public InTree {
      Objects.requireNonNull(path, "path");
    }
  }

  /** Written by the planner; served from memory, never into the repository. */
  record Generated(String text) implements DockerfileSource {
    public Generated {
      Objects.requireNonNull(text, "text");
    }
  }
}
