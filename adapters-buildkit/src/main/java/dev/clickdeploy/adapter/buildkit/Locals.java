package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.adapter.buildkit.filesync.LocalDirectory;
import dev.clickdeploy.adapter.buildkit.request.ContextNames;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.option.NamedContext;
import dev.clickdeploy.model.source.SourceTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The local directories of a build under the names that the Dockerfile frontend looks for
 * (BuildKit, frontend/dockerui/config.go).
 *
 * @param filename of the Dockerfile in its directory
 */
record Locals(Map<String, LocalDirectory> byName, String filename) {
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
    Map<String, LocalDirectory> byName = named(request);
    byName.put("context", context);
    return switch (plan.dockerfile()) {
      case DockerfileSource.Generated generated -> {
        LocalDirectory only = LocalDirectory.empty().with("Dockerfile", generated.text());
        byName.put("dockerfile", ignoring(only, "Dockerfile", request));
        yield new Locals(byName, "Dockerfile");
      }
      case DockerfileSource.ForFrontend other -> {
        byName.put("dockerfile", LocalDirectory.empty().with(other.filename(), other.text()));
        yield new Locals(byName, other.filename());
      }
      case DockerfileSource.InTree inTree -> {
        byName.put("dockerfile", ignoring(context, inTree.path(), request));
        yield new Locals(byName, inTree.path());
      }
    };
  }

  private static Map<String, LocalDirectory> named(BuildRequest request) throws IOException {
    Map<String, LocalDirectory> named = new HashMap<>();
    for (var context : request.options().contexts().entrySet()) {
      if (context.getValue() instanceof NamedContext.Tree tree) {
        named.put(ContextNames.local(context.getKey()), LocalDirectory.of(tree.tree()));
      }
    }
    return named;
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
}
