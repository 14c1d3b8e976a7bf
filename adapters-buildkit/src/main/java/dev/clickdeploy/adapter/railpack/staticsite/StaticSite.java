package dev.clickdeploy.adapter.railpack.staticsite;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.StaticFiles;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;

/** A site of files that need no build, served by Caddy. */
public final class StaticSite implements Provider {
  /** The file that names the directory to serve. */
  public static final String CONFIGURATION = Staticfile.FILE;

  private static final Kind KIND =
      Kind.of("staticfile", "static site", Staticfile.FILE, "index.html", "public/index.html");

  private static final List<String> NOT_SERVED =
      List.of(
          "**/.git",
          "**/.env",
          "**/.env.*",
          "**/.DS_Store",
          "Staticfile",
          "Procfile",
          "railpack.json",
          ".gitignore");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<String> detect(App app) {
    return StaticRoot.find(app).map(StaticRoot::because);
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    return StaticRoot.find(app).map(root -> plan(app, root.checked(app.files())));
  }

  private static BuildPlan plan(App app, StaticRoot root) {
    String shown = root.directory().isEmpty() ? "." : root.directory();
    app.notes().because("static site from " + shown, "there is " + root.because());
    if (app.settings().start().isPresent()
        || app.settings().build().isPresent()
        || app.settings().install().isPresent()) {
      app.notes().warn("install, build and start commands have no effect on a static site");
    }
    if (!app.settings().buildPackages().isEmpty()) {
      app.notes().warn("Debian packages for the build have no effect: a static site needs none");
    }
    ToolVersion caddy = app.tool("caddy", List.of());
    Dockerfile dockerfile = new Dockerfile();
    CaddyStage last = CaddyStage.begin(app, dockerfile, app.image(caddy), root.fallback());
    last.stage()
        .copy(
            List.of(root.directory().isEmpty() ? "." : root.directory() + "/"),
            last.target(root.directory()));
    last.end(app.settings().variables());
    return new Draft(app, KIND)
        .runtime(caddy)
        .start(CaddyStage.START)
        .staticFiles(new StaticFiles(shown, root.fallback()))
        .images(null, app.image(caddy))
        .port(CaddyStage.PORT)
        .ignore(NOT_SERVED)
        .plan("static site from %s, served by Caddy".formatted(shown), dockerfile);
  }
}
