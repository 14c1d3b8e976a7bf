package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.filesync.LocalDirectory;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.source.SourceTree;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The local directories of a build under the names that the Dockerfile frontend looks for
 * (BuildKit, frontend/dockerui/config.go).
 *
 * @param filename of the Dockerfile in its directory
 */
record Locals(LocalDirectory context, LocalDirectory dockerfile, String filename) {
  /** A list of ignored paths that is longer than this is none. */
  private static final int LONGEST_IGNORE_LIST = 1 << 20;

  /**
   * Prepares both directories; files are opened only when they are asked for.
   *
   * @throws IOException when the tree cannot be read
   */
  static Locals of(BuildRequest request) throws IOException {
    BuildPlan plan = request.plan();
    LocalDirectory context = LocalDirectory.of(request.context());
    return switch (plan.dockerfile()) {
      case DockerfileSource.Generated generated ->
          new Locals(
              context,
              ignoring(
                  LocalDirectory.empty().with("Dockerfile", generated.text()),
                  "Dockerfile",
                  request),
              "Dockerfile");
      case DockerfileSource.InTree inTree ->
          new Locals(context, ignoring(context, inTree.path(), request), inTree.path());
    };
  }

  /**
   * A list beside the Dockerfile takes the place of the context's own .dockerignore, so the plan's
   * patterns go there together with whichever list would have counted.
   */
  private static LocalDirectory ignoring(
      LocalDirectory directory, String dockerfile, BuildRequest request) throws IOException {
    if (request.plan().ignore().isEmpty()) {
      return directory;
    }
    String own = dockerfile + ".dockerignore";
    boolean inTree = request.plan().dockerfile() instanceof DockerfileSource.InTree;
    SourceTree tree = request.context();
    Optional<String> list = tree.readText(inTree ? own : ".dockerignore", LONGEST_IGNORE_LIST);
    if (list.isEmpty()) {
      list = tree.readText(".dockerignore", LONGEST_IGNORE_LIST);
    }
    return directory.with(
        own, list.orElse("") + "\n" + String.join("\n", request.plan().ignore()) + "\n");
  }

  Map<String, LocalDirectory> byName() {
    return Map.of("context", context, "dockerfile", dockerfile);
  }
}
