package dev.clickdeploy.adapter.railpack.elixir;

import dev.clickdeploy.adapter.railpack.app.App;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Mix is told. */
record ElixirSteps(App app, MixFile mix) {
  private static final String NODE = "assets/package.json";
  private static final List<String> CONFIGURATION = List.of("config/config.exs", "config/prod.exs");

  /** Fetches and compiles dependencies; empty when there are none. */
  Optional<String> install() {
    if (!mix.hasDependencies() && !app.files().has(MixFile.LOCK) && !mix.isUmbrella()) {
      return Optional.empty();
    }
    return Optional.of(
        "mix local.hex --force && mix local.rebar --force && mix deps.get --only prod"
            + (app.files().has(MixFile.LOCK) ? " --check-locked" : "")
            + " && mix deps.compile"
            + (mix.hasAlias("assets.setup") ? " && mix assets.setup" : ""));
  }

  /** Compiles the app and its front-end into a release. */
  String build() {
    List<String> commands = new ArrayList<>(List.of("mix compile"));
    if (needsNode()) {
      commands.add(
          app.files().has("assets/package-lock.json")
              ? "npm ci --prefix assets"
              : "npm install --prefix assets");
    }
    if (mix.hasAlias("assets.deploy")) {
      commands.add("mix assets.deploy");
    }
    commands.add("mix release");
    return String.join(" && ", commands);
  }

  /** Debian packages that the build needs. */
  List<String> packages() {
    List<String> packages = new ArrayList<>(app.settings().buildPackages());
    if (needsNode()) {
      app.notes().because("Debian packages nodejs and npm", "there is " + NODE);
      packages.addAll(List.of("nodejs", "npm"));
    }
    return packages.stream().distinct().toList();
  }

  /** Whether dependencies cannot be compiled without the sources. */
  boolean needsSources() {
    return mix.isUmbrella() || mix.text().contains("path:") || app.settings().install().isPresent();
  }

  /** Files that decide what dependencies become. */
  List<String> manifests() {
    return app.files().present(List.of(MixFile.FILE, MixFile.LOCK));
  }

  /** Settings that are compiled into dependencies; those for run time come with the sources. */
  List<String> configuration() {
    return app.files().present(CONFIGURATION);
  }

  private boolean needsNode() {
    return app.files().has(NODE);
  }
}
