package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipenv (pipenv.pypa.io, "Commands" and "Configuration"). */
final class Pipenv {
  static final String LOCKFILE = "Pipfile.lock";

  private Pipenv() {}

  static PackageManager of(App app, Manifest pipfile) {
    boolean locked = app.files().has(LOCKFILE);
    return new PackageManager(
        "pipenv",
        Optional.of(app.tool("pipenv", List.of())),
        locked ? "there is a " + LOCKFILE : "there is a Pipfile, and no lock file",
        app.files().present(List.of(Manifest.PIPFILE, LOCKFILE)),
        pipfile.anyEntryHas("packages", "path")
            ? Optional.of("Pipfile has a path")
            : Optional.empty(),
        Map.of("PIPENV_NOSPIN", "1", "PIPENV_VENV_IN_PROJECT", "1"),
        Mount.cache("/root/.cache/pipenv"),
        "pipenv install " + (locked ? "--deploy --ignore-pipfile" : "--skip-lock"),
        Optional.empty());
  }
}
