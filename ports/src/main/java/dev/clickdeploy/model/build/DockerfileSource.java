package dev.clickdeploy.model.build;

import java.util.Map;
import java.util.Objects;

/** Where a build's Dockerfile comes from. */
public sealed interface DockerfileSource {
  /** The repository's own, at a path below the root directory. */
  record InTree(String path) implements DockerfileSource {
    public InTree {
      Objects.requireNonNull(path, "path");
    }
  }

  /**
   * Written by the planner for another frontend than the builder's own of Dockerfiles.
   *
   * @param frontend image of the frontend
   * @param filename under which the frontend looks for the text
   * @param variables by name, which the frontend asks for as secrets; they are settings and none
   */
  record ForFrontend(String frontend, String filename, String text, Map<String, String> variables)
      implements DockerfileSource {
    public ForFrontend {
      Objects.requireNonNull(frontend, "frontend");
      Objects.requireNonNull(filename, "filename");
      Objects.requireNonNull(text, "text");
      variables = Map.copyOf(variables);
    }
  }

  /** Written by the planner; served from memory, never into the repository. */
  record Generated(String text) implements DockerfileSource {
    public Generated {
      Objects.requireNonNull(text, "text");
    }
  }
}
