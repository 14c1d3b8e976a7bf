package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Settings;
import dev.clickdeploy.adapter.railpack.cli.RailpackCli;
import dev.clickdeploy.adapter.railpack.dockerfile.BaseImages;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.ToolFiles;
import dev.clickdeploy.adapter.railpack.version.VersionTable;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.BuildPlanner;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a source tree becomes an image: by the repository's own Dockerfile, or by the first
 * provider, in Railpack's order, that knows the app (railwayapp/railpack, core/providers).
 *
 * <p>Equal trees, settings and locked versions give equal plans, byte for byte.
 */
public final class Railpack implements BuildPlanner {
  private final BaseImages images;
  private final VersionTable table;
  private final @Nullable RailpackCli cli;

  private Railpack(BaseImages images, VersionTable table, @Nullable RailpackCli cli) {
    this.images = images;
    this.table = table;
    this.cli = cli;
  }

  /**
   * A planner whose generated Dockerfiles take Docker's official images from here.
   *
   * @param baseImages registry and path before the image's name, such as {@code docker.io/library}
   * @throws IllegalArgumentException when it is no such prefix
   */
  public static Railpack planner(String baseImages) {
    return new Railpack(BaseImages.at(baseImages), VersionTable.shipped(), null);
  }

  /**
   * The same planner with other versions of some tools.
   *
   * @param text sections of a version table, in the form of the one that ships with us
   * @throws IllegalArgumentException that names the line that is none
   */
  public Railpack withVersions(String text) {
    return new Railpack(images, table.with(text), cli);
  }

  /**
   * The same planner with Railpack's own program beside it: for services that name {@value
   * RailpackCli#NAME} as their provider, and, when it is installed, for apps that no provider
   * knows.
   */
  public Railpack with(RailpackCli other) {
    return new Railpack(images, table, other);
  }

  @Override
  public PlanResult plan(SourceTree tree, BuildSettings settings, Map<String, String> locked) {
    return plan(tree, settings, locked, new Cancellation());
  }

  @Override
  public PlanResult plan(
      SourceTree tree,
      BuildSettings settings,
      Map<String, String> locked,
      Cancellation cancellation) {
    try {
      return new PlanResult.Planned(planned(tree, settings, locked, cancellation));
    } catch (PlanningException e) {
      return new PlanResult.NotPlanned(e.problem(), e.hint(), Providers.LOOKED_FOR);
    }
  }

  private BuildPlan planned(
      SourceTree tree,
      BuildSettings settings,
      Map<String, String> locked,
      Cancellation cancellation) {
    if (RailpackCli.NAME.equals(settings.overrides().provider()) && settings.dockerfile() == null) {
      if (cli == null) {
        throw new PlanningException(
            "the settings want Railpack's own program, which is switched off here",
            "install railpack where click-deploy works, or name another provider");
      }
      return cli.plan(tree, settings, locked, "the service's settings name it", cancellation);
    }
    App app = app(tree, settings, locked);
    Optional<BuildPlan> own = Choice.of(app);
    if (own.isEmpty() && cli != null && cli.isInstalled()) {
      return cli.plan(tree, settings, locked, "no provider of ours knows the app", cancellation);
    }
    return own.orElseThrow(() -> Choice.nobody(app));
  }

  private App app(SourceTree tree, BuildSettings settings, Map<String, String> locked) {
    SourceFiles files = new SourceFiles(tree);
    Notes notes = new Notes();
    return new App(
        files,
        Settings.of(settings, files, notes),
        table,
        locked,
        images,
        notes,
        ToolFiles.read(files, notes),
        Providers.KINDS);
  }
}
