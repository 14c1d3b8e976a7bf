package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Settings;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.Optional;

/** An app with what was found out about it first: its package.json, workspaces, manager. */
record NodeApp(
    App app,
    PackageJson json,
    Workspaces workspaces,
    PackageManager manager,
    Optional<Framework> framework) {

  static NodeApp of(App app, PackageJson json) {
    PackageManager manager = new PackageManagers(app, json).choose();
    Optional<Framework> framework = Framework.of(json);
    framework.ifPresent(
        known -> app.notes().because("framework " + known.id(), "package.json needs it"));
    return new NodeApp(app, json, Workspaces.of(app.files(), json), manager, framework);
  }

  SourceFiles files() {
    return app.files();
  }

  Settings settings() {
    return app.settings();
  }

  Notes notes() {
    return app.notes();
  }

  boolean is(Framework one) {
    return framework.filter(one::equals).isPresent();
  }
}
