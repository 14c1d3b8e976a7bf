package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.Procfile;
import dev.clickdeploy.adapter.railpack.staticsite.Staticfile;
import java.util.Optional;
import java.util.Set;

/**
 * The directory that a front-end's build fills and that is then served as files, without Node.js
 * (Railpack, core/providers/node/spa.go).
 *
 * @param directory relative to the app
 * @param fallback whether unknown paths get index.html, as routers in the browser need
 */
record StaticOutput(String directory, boolean fallback, String because) {
  private static final String OFF = "NO_SPA";
  private static final String DIRECTORY = "SPA_OUTPUT_DIR";

  /** Start scripts that only serve files while developing, or what is a site after all. */
  private static final Set<String> NO_SERVER =
      Set.of(
          "react-scripts start",
          "ng serve",
          "expo start",
          "next start",
          "react-router-serve ./build/server/index.js",
          "vite",
          "vite dev",
          "vite preview",
          "vite serve",
          "astro dev",
          "astro preview",
          "vue-cli-service serve",
          "gatsby develop",
          "docusaurus start");

  /** Empty for an app that has to run. */
  static Optional<StaticOutput> find(NodeApp node, boolean built) {
    if (!built || node.settings().isOn(OFF)) {
      return Optional.empty();
    }
    boolean fallback = Staticfile.read(node.files()).fallback().orElse(true);
    return byOption(node, fallback)
        .or(
            () ->
                startsServer(node)
                    ? Optional.empty()
                    : declared(node, fallback)
                        .or(
                            () ->
                                FrontEnd.directory(node)
                                    .map(
                                        directory ->
                                            new StaticOutput(
                                                directory,
                                                fallback,
                                                node.framework().orElseThrow().id()
                                                    + " builds it"))));
  }

  private static Optional<StaticOutput> byOption(NodeApp node, boolean fallback) {
    return node.settings()
        .option(DIRECTORY)
        .flatMap(Staticfile::clean)
        .filter(directory -> !directory.isEmpty())
        .map(directory -> new StaticOutput(directory, fallback, "RAILPACK_" + DIRECTORY));
  }

  private static boolean startsServer(NodeApp node) {
    return node.settings().start().isPresent()
        || Procfile.start(node.files()).isPresent()
        || node.json().script("start").filter(start -> !NO_SERVER.contains(start)).isPresent();
  }

  private static Optional<StaticOutput> declared(NodeApp node, boolean fallback) {
    return Staticfile.read(node.files())
        .root()
        .filter(root -> !root.isEmpty() && !node.files().hasDirectory(root))
        .map(
            root ->
                new StaticOutput(root, fallback, "Staticfile names it, and the build makes it"));
  }
}
