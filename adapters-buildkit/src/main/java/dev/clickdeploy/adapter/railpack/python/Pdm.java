package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PDM (pdm-project.org, "CLI Reference"). */
final class Pdm {
  static final String LOCKFILE = "pdm.lock";

  private Pdm() {}

  static PackageManager of(App app, Manifest project) {
    boolean locked = app.files().has(LOCKFILE);
    boolean installsItself =
        project.isPackage() && project.at("tool.pdm.distribution").asBoolean(true);
    String install = "pdm install" + (locked ? " --check" : "") + " --prod --no-editable";
    return new PackageManager(
        "pdm",
        Optional.of(app.tool("pdm", List.of())),
        locked
            ? "there is a " + LOCKFILE
            : "pyproject.toml has tool.pdm, and there is no lock file",
        app.files().present(List.of(Manifest.PYPROJECT, LOCKFILE, "pdm.toml")),
        sources(project),
        Map.of("PDM_CHECK_UPDATE", "false"),
        Mount.cache("/root/.cache/pdm"),
        installsItself ? install + " --no-self" : install,
        installsItself ? Optional.of(install) : Optional.empty());
  }

  private static Optional<String> sources(Manifest project) {
    if (project.texts("project.dynamic").contains("dependencies")) {
      return Optional.of("its dependencies are dynamic");
    }
    return project.texts("project.dependencies").stream().anyMatch(text -> text.contains("file:"))
        ? Optional.of("project.dependencies has a file")
        : Optional.empty();
  }
}
