package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Candidates;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.ownfile.OwnDockerfile;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who plans an app. */
final class Choice {
  private Choice() {}

  /**
   * The plan of whom the settings name, else of the repository's own Dockerfile, else of the first
   * provider that knows the app; empty when none does.
   *
   * @throws PlanningException when the app is known, but cannot be planned
   */
  static Optional<BuildPlan> of(App app) {
    Optional<String> wanted = app.settings().provider();
    if (wanted.isPresent() && app.settings().service().dockerfile() == null) {
      return Optional.of(wanted(app, wanted.get()));
    }
    return OwnDockerfile.plan(app.fresh()).or(() -> first(app));
  }

  private static BuildPlan wanted(App app, String name) {
    Provider provider =
        Providers.named(name)
            .orElseThrow(
                () ->
                    new PlanningException(
                        "there is no provider '%s'".formatted(name),
                        "name one of "
                            + Providers.KINDS.stream()
                                .map(Kind::name)
                                .collect(Collectors.joining(", "))));
    App own = app.fresh();
    own.notes().because("provider " + name, "the settings name it");
    return provider
        .plan(own)
        .orElseThrow(
            () ->
                new PlanningException(
                    "the settings want %s to plan it, but there is no app of its kind: looked for %s"
                        .formatted(name, String.join(", ", provider.kind().markers())),
                    "correct the provider, or set the root directory"));
  }

  private static Optional<BuildPlan> first(App app) {
    for (Provider provider : Providers.ALL) {
      Optional<String> sign = provider.detect(app);
      if (sign.isPresent()) {
        App own = app.fresh();
        own.notes().because("provider " + provider.kind().name(), "there is " + sign.get());
        Optional<BuildPlan> plan = provider.plan(own);
        if (plan.isPresent()) {
          return plan;
        }
      }
    }
    return Optional.empty();
  }

  /** What was looked for, and where else in the repository apps are. */
  static PlanningException nobody(App app) {
    String apps = Candidates.text(app);
    return new PlanningException(
        "no app was found at the root directory: looked for "
            + String.join(", ", Providers.LOOKED_FOR)
            + apps,
        apps.isEmpty() ? "add one of these files, or set the root directory" : Candidates.HINT);
  }
}
