package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Procfile;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.staticsite.Staticfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The directory that a front-end's build fills and that is then served as files, without Node.js
 * (Railpack, core/providers/node/spa.go).
 *
 * @param directory relative to the app
 * @param fallback whether unknown paths get index.html, as routers in the browser need
 */
record StaticOutput(String directory, boolean fallback, String because) {
  /** Start scripts that only serve files while developing. */
  private static final Set<String> DEVELOPMENT =
      Set.of("react-scripts start", "vite", "vite dev", "vite preview", "vite serve");

  /** Frameworks that build with Vite but render on a server. */
  private static final Set<String> SERVERS =
      Set.of(
          "@sveltejs/kit",
          "@tanstack/react-start",
          "@react-router/dev",
          "@remix-run/dev",
          "astro",
          "nuxt",
          "next");

  private static final Pattern OUT_DIR_OPTION = Pattern.compile("--outDir[ =]([\\w./-]+)");
  private static final Pattern OUT_DIR_SETTING =
      Pattern.compile("outDir:\\s*['\"]([\\w./-]+)['\"]");

  /** Empty for an app that has to run. */
  static Optional<StaticOutput> find(App app, PackageJson json) {
    String build = json.script("build").orElse("");
    boolean starts =
        app.settings().start().isPresent()
            || Procfile.start(app.files()).isPresent()
            || json.script("start").filter(start -> !DEVELOPMENT.contains(start)).isPresent();
    if (starts || (build.isEmpty() && app.settings().build().isEmpty())) {
      return Optional.empty();
    }
    return declared(app.files())
        .or(() -> createReactApp(json, build, app.files()))
        .or(() -> vite(json, build, app.files()));
  }

  private static Optional<StaticOutput> declared(SourceFiles files) {
    Staticfile staticfile = Staticfile.read(files);
    return staticfile
        .root()
        .filter(root -> !files.hasDirectory(root))
        .map(
            root ->
                new StaticOutput(
                    root,
                    staticfile.fallback().orElse(true),
                    "Staticfile names it, and the build makes it"));
  }

  private static Optional<StaticOutput> createReactApp(
      PackageJson json, String build, SourceFiles files) {
    return json.uses("react-scripts") && build.contains("react-scripts build")
        ? Optional.of(new StaticOutput("build", fallback(files), "react-scripts builds it"))
        : Optional.empty();
  }

  private static Optional<StaticOutput> vite(PackageJson json, String build, SourceFiles files) {
    Optional<String> config =
        files.first(List.of("vite.config.js", "vite.config.ts", "vite.config.mjs"));
    boolean vite = json.uses("vite") && (build.contains("vite build") || config.isPresent());
    if (!vite || SERVERS.stream().anyMatch(json::uses)) {
      return Optional.empty();
    }
    String configText = config.flatMap(files::text).orElse("");
    String directory =
        inside(OUT_DIR_OPTION.matcher(build))
            .or(() -> inside(OUT_DIR_SETTING.matcher(configText)))
            .orElse("dist");
    return Optional.of(new StaticOutput(directory, fallback(files), "Vite builds it"));
  }

  private static boolean fallback(SourceFiles files) {
    return Staticfile.read(files).fallback().orElse(true);
  }

  private static Optional<String> inside(Matcher directory) {
    return directory.find() ? Staticfile.clean(directory.group(1)) : Optional.empty();
  }
}
