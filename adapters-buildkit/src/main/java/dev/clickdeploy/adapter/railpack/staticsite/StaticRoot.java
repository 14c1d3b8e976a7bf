package dev.clickdeploy.adapter.railpack.staticsite;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.Optional;

/**
 * Where a site without a build lies.
 *
 * @param directory relative to the app, empty for all of it
 * @param because the file or setting that shows it
 */
public record StaticRoot(String directory, boolean fallback, String because) {
  private static final String OPTION = "STATIC_FILE_ROOT";

  /**
   * The setting's root, the Staticfile's, else public/, else the app's root; empty when there is no
   * site.
   *
   * @throws PlanningException when the named root leaves the repository
   */
  public static Optional<StaticRoot> find(App app) {
    SourceFiles files = app.files();
    Staticfile staticfile = Staticfile.read(files);
    boolean fallback = staticfile.fallback().orElse(false);
    Optional<String> option = app.settings().option(OPTION);
    if (option.isPresent()) {
      String root = Staticfile.required(option.get(), "RAILPACK_" + OPTION);
      return Optional.of(new StaticRoot(root, fallback, "RAILPACK_" + OPTION));
    }
    if (staticfile.root().isPresent()) {
      return Optional.of(new StaticRoot(staticfile.root().get(), fallback, Staticfile.FILE));
    }
    if (files.hasDirectory("public")) {
      return Optional.of(new StaticRoot("public", fallback, "public/"));
    }
    return files.has("index.html")
        ? Optional.of(new StaticRoot("", fallback, "index.html"))
        : Optional.empty();
  }

  /**
   * This root.
   *
   * @throws PlanningException when there is no such directory
   */
  StaticRoot checked(SourceFiles files) {
    if (!files.hasDirectory(directory)) {
      throw new PlanningException(
          "%s says root: %s, but there is no such directory".formatted(because, directory),
          "correct the root, or commit the directory");
    }
    return this;
  }
}
