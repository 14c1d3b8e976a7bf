package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.BuildPlanner;
import java.util.List;
import java.util.Optional;

/**
 * Decides how a source tree becomes an image: by the repository's own Dockerfile, or by the first
 * provider, in Railpack's order, that knows the app (railwayapp/railpack, core/providers).
 *
 * <p>Equal trees and settings give equal plans, byte for byte.
 */
public final class Railpack implements BuildPlanner {
  private static final List<Provider> PROVIDERS =
      List.of(new OwnDockerfile(), new NodeProvider(), new StaticSite());

  private final BaseImages images;

  private Railpack(BaseImages images) {
    this.images = images;
  }

  /**
   * A planner whose generated Dockerfiles take Docker's official images from here.
   *
   * @param baseImages registry and path before the image's name, such as {@code docker.io/library}
   * @throws IllegalArgumentException when it is no such prefix
   */
  public static Railpack planner(String baseImages) {
    return new Railpack(BaseImages.at(baseImages));
  }

  @Override
  public PlanResult plan(SourceTree tree, BuildSettings settings) {
    App app = new App(new SourceFiles(tree), settings, images);
    try {
      for (Provider provider : PROVIDERS) {
        Optional<BuildPlan> plan = provider.plan(app);
        if (plan.isPresent()) {
          return new PlanResult.Planned(plan.get());
        }
      }
      throw NoApp.found(app);
    } catch (PlanningException e) {
      return new PlanResult.NotPlanned(e.problem(), e.hint(), NoApp.LOOKED_FOR);
    }
  }
}
