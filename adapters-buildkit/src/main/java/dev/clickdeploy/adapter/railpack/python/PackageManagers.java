package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;

/**
 * The package manager: requirements.txt, else the lock file beside pyproject.toml, else Pipfile
 * (Railpack, core/providers/python); else what an unlocked pyproject.toml is written for.
 */
final class PackageManagers {
  private static final List<String> LOCKFILES =
      List.of(Uv.LOCKFILE, Poetry.LOCKFILE, Pdm.LOCKFILE, Pipenv.LOCKFILE);

  private PackageManagers() {}

  /** Who installs; empty when nothing is to be installed. */
  static Optional<PackageManager> choose(
      App app, Manifest project, Manifest pipfile, Requirements requirements) {
    Optional<PackageManager> chosen = first(app, project, pipfile, requirements);
    chosen.ifPresent(manager -> note(app, manager, requirements));
    if (chosen.isEmpty()) {
      app.notes().because("nothing to install", "there is no manifest with dependencies");
    }
    return chosen;
  }

  private static Optional<PackageManager> first(
      App app, Manifest project, Manifest pipfile, Requirements requirements) {
    SourceFiles files = app.files();
    if (files.has(Requirements.FILE)) {
      return Optional.of(Pip.of(requirements));
    }
    Optional<PackageManager> byLockfile =
        project.root().isMissingNode() ? Optional.empty() : byLockfile(app, project);
    if (byLockfile.isPresent()) {
      return byLockfile;
    }
    if (files.has(Manifest.PIPFILE)) {
      return Optional.of(Pipenv.of(app, pipfile));
    }
    return unlocked(app, project);
  }

  private static Optional<PackageManager> byLockfile(App app, Manifest project) {
    if (app.files().has(Uv.LOCKFILE)) {
      return Optional.of(Uv.of(app, project));
    }
    if (app.files().has(Poetry.LOCKFILE)) {
      return Optional.of(Poetry.of(app, project));
    }
    return app.files().has(Pdm.LOCKFILE) ? Optional.of(Pdm.of(app, project)) : Optional.empty();
  }

  private static Optional<PackageManager> unlocked(App app, Manifest project) {
    if (project.has("tool.poetry")) {
      return Optional.of(Poetry.of(app, project));
    }
    if (project.has("tool.pdm")) {
      return Optional.of(Pdm.of(app, project));
    }
    return project.has("project") || project.has("tool.uv.workspace")
        ? Optional.of(Uv.of(app, project))
        : Optional.empty();
  }

  private static void note(App app, PackageManager manager, Requirements requirements) {
    app.notes().because(manager.command(), manager.because());
    boolean pip = manager.command().equals(Pip.COMMAND);
    if (pip && requirements.loose()) {
      app.notes()
          .warn(
              "requirements.txt leaves versions open: each build may install other ones; pin them"
                  + " with == or commit a lock file instead");
    }
    List<String> present = app.files().present(LOCKFILES);
    if (!pip && present.stream().noneMatch(manager.files()::contains)) {
      app.notes()
          .warn(
              "there is no lock file of %s: each build may install other versions; commit one"
                  .formatted(manager.command()));
    }
    present.stream()
        .filter(file -> !manager.files().contains(file))
        .forEach(
            file ->
                app.notes()
                    .warn(
                        "%s is not taken into account, because %s; remove one of them"
                            .formatted(file, manager.because())));
  }
}
