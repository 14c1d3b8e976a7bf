package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Settings;
import dev.clickdeploy.adapter.railpack.dockerfile.BaseImages;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.ToolFiles;
import dev.clickdeploy.adapter.railpack.version.VersionTable;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.BuildPlanner;
import java.util.Map;

/**
 * Decides how a source tree becomes an image: by the repository's own Dockerfile, or by the first
 * provider, in Railpack's order, that knows the app (railwayapp/railpack, core/providers).
 *
 * <p>Equal trees, settings and locked versions give equal plans, byte for byte.
 */
public final class Railpack implements BuildPlanner {
  private final BaseImages images;
  private final VersionTable table;

  private Railpack(BaseImages images, VersionTable table) {
    this.images = images;
    this.table = table;
  }

  /**
   * A planner whose generated Dockerfiles take Docker's official images from here.
   *
   * @param baseImages registry and path before the image's name, such as {@code docker.io/library}
   * @throws IllegalArgumentException when it is no such prefix
   */
  public static Railpack planner(String baseImages) {
    return new Railpack(BaseImages.at(baseImages), VersionTable.shipped());
  }

  /**
   * The same planner with other versions of some tools.
   *
   * @param text sections of a version table, in the form of the one that ships with us
   * @throws IllegalArgumentException that names the line that is none
   */
  public Railpack withVersions(String text) {
    return new Railpack(images, table.with(text));
  }

  @Override
  public PlanResult plan(SourceTree tree, BuildSettings settings, Map<String, String> locked) {
    try {
      return new PlanResult.Planned(Choice.of(app(tree, settings, locked)));
    } catch (PlanningException e) {
      return new PlanResult.NotPlanned(e.problem(), e.hint(), Providers.LOOKED_FOR);
    }
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
