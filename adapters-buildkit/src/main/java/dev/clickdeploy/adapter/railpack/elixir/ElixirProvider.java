package dev.clickdeploy.adapter.railpack.elixir;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.Optional;

/** Holds the place of a provider that is to come: recognizes its apps, and plans none. */
public final class ElixirProvider implements Provider {
  private static final Kind KIND = Kind.of("elixir", "Elixir", "mix.exs");

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
