package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site of files that need no build, served by Caddy. */
final class StaticSite implements Provider {
  private static final List<String> NOT_SERVED =
      List.of(
          "**/.git",
          "**/.env",
          "**/.env.*",
          "**/.DS_Store",
          "Staticfile",
          "Procfile",
          ".gitignore");

  @Override
  public Optional<BuildPlan> plan(App app) {
    SourceFiles files = app.files();
    if (!files.has(Staticfile.FILE) && OtherRuntimes.in(files).isPresent()) {
      // Serving it would publish the source of an app that wants to run.
      return Optional.empty();
    }
    return StaticRoot.find(files).map(root -> plan(app, root));
  }

  private static BuildPlan plan(App app, StaticRoot root) {
    Notes notes = new Notes();
    String shown = root.directory().isEmpty() ? "." : root.directory();
    notes.because("static site from " + shown, root.because());
    if (app.settings().startCommand() != null
        || app.settings().buildCommand() != null
        || app.settings().installCommand() != null) {
      notes.warn("install, build and start commands have no effect on a static site");
    }
    DockerfileText dockerfile = new DockerfileText();
    CaddyStage.add(dockerfile, app.images(), root.fallback());
    dockerfile.line(
        "COPY",
        ShellCommand.execForm(
            List.of(root.directory().isEmpty() ? "." : root.directory() + "/", "/srv/")));
    CaddyStage.end(dockerfile);
    return new BuildPlan(
        "staticfile",
        "static site from %s, served by Caddy".formatted(shown),
        new DockerfileSource.Generated(dockerfile.text()),
        null,
        Map.of(),
        CaddyStage.PORT,
        NOT_SERVED,
        notes.evidence(),
        notes.warnings());
  }
}
