package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.Optional;

/** Holds the place of a provider that is to come: recognizes its apps, and plans none. */
public final class PhpProvider implements Provider {
  private static final Kind KIND = Kind.of("php", "PHP", "index.php", "composer.json");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public boolean isReady() {
    return false;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    return Optional.empty();
  }
}
