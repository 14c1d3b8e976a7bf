package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Poetry (python-poetry.org, "Commands" and "Configuration"). */
final class Poetry {
  static final String LOCKFILE = "poetry.lock";

  private Poetry() {}

  /** The app itself is installed only where a script of its own may be what starts. */
  static PackageManager of(App app, Manifest project) {
    String install = "poetry install --no-interaction --no-ansi --only main";
    boolean scripts = project.has("tool.poetry.scripts") || project.has("project.scripts");
    return new PackageManager(
        "poetry",
        Optional.of(app.tool("poetry", List.of())),
        app.files().has(LOCKFILE)
            ? "there is a " + LOCKFILE
            : "pyproject.toml has tool.poetry, and there is no lock file",
        app.files().present(List.of(Manifest.PYPROJECT, LOCKFILE, "poetry.toml")),
        sources(project),
        Map.of("POETRY_VIRTUALENVS_IN_PROJECT", "true"),
        Mount.cache("/root/.cache/pypoetry"),
        install + " --no-root",
        scripts && project.isPackage() ? Optional.of(install) : Optional.empty());
  }

  private static Optional<String> sources(Manifest project) {
    return project.anyEntryHas("tool.poetry.dependencies", "path")
        ? Optional.of("tool.poetry.dependencies has a path")
        : Optional.empty();
  }
}
