package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;

/** An app with what its manifests say. */
record PythonApp(
    App app,
    Manifest project,
    Manifest pipfile,
    Requirements requirements,
    Dependencies dependencies) {
  static PythonApp of(App app) {
    Manifest project = Manifest.read(app.files(), Manifest.PYPROJECT);
    Manifest pipfile = Manifest.read(app.files(), Manifest.PIPFILE);
    Requirements requirements = Requirements.read(app.files());
    return new PythonApp(
        app,
        project,
        pipfile,
        requirements,
        Dependencies.of(app.files(), project, pipfile, requirements));
  }

  SourceFiles files() {
    return app.files();
  }

  boolean uses(String dependency) {
    return dependencies.has(dependency);
  }
}
