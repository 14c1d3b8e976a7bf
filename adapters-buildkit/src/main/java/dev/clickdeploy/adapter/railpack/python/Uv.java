package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** uv (docs.astral.sh/uv, "Using uv in Docker"). */
final class Uv {
  static final String LOCKFILE = "uv.lock";
  private static final String WORKSPACE = "tool.uv.workspace";
  private static final String SOURCES = "tool.uv.sources";

  private Uv() {}

  static PackageManager of(App app, Manifest project) {
    requireWorkspace(project);
    boolean locked = app.files().has(LOCKFILE);
    return new PackageManager(
        "uv",
        Optional.of(app.tool("uv", List.of())),
        locked ? "there is a " + LOCKFILE : "pyproject.toml is there, and no lock file",
        app.files().present(List.of(Manifest.PYPROJECT, LOCKFILE, "uv.toml")),
        sources(project, locked),
        Map.of(
            "UV_COMPILE_BYTECODE", "1",
            "UV_LINK_MODE", "copy",
            "UV_PYTHON", "/usr/local/bin/python",
            "UV_PYTHON_DOWNLOADS", "never"),
        Mount.cache("/root/.cache/uv"),
        install(project, locked),
        Optional.of("uv sync" + (locked ? " --locked" : "") + " --no-dev --no-editable"));
  }

  /** Members of a workspace are not there yet, so only the build can check the lock file. */
  private static String install(Manifest project, boolean locked) {
    if (locked && project.has(WORKSPACE)) {
      return "uv sync --frozen --no-dev --no-install-workspace";
    }
    return "uv sync" + (locked ? " --locked" : "") + " --no-dev --no-install-project";
  }

  private static Optional<String> sources(Manifest project, boolean locked) {
    if (project.anyEntryHas(SOURCES, "path")) {
      return Optional.of("tool.uv.sources has a path");
    }
    if (project.texts("project.dynamic").contains("dependencies")) {
      return Optional.of("its dependencies are dynamic");
    }
    return project.has(WORKSPACE) && !locked
        ? Optional.of("the workspace has no lock file")
        : Optional.empty();
  }

  private static void requireWorkspace(Manifest project) {
    if (project.anyEntryHas(SOURCES, "workspace") && !project.has(WORKSPACE)) {
      throw new PlanningException(
          "pyproject.toml takes packages from a uv workspace that is not below the root directory",
          "set the root directory to the workspace, and the start command to what this member"
              + " runs");
    }
  }
}
