package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.staticsite.Staticfile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The directory that is served.
 *
 * @param directory relative to the app, empty for all of it
 * @param because the file or setting that shows it
 */
record DocumentRoot(String directory, String because) {
  private static final String OPTION = "PHP_ROOT_DIR";
  private static final List<String> FRONTS =
      List.of("public/index.php", "web/index.php", "index.php");

  private static final Pattern PAGE = Pattern.compile("[^/]+\\.php");

  /**
   * The setting's, else Laravel's, else that of the front controller; empty when there is none.
   *
   * @throws PlanningException when the setting names no directory
   */
  static Optional<DocumentRoot> find(App app) {
    Optional<String> option = app.settings().option(OPTION);
    if (option.isPresent()) {
      return Optional.of(named(app, option.get()));
    }
    if (app.files().has("artisan")) {
      return Optional.of(new DocumentRoot("public", "there is artisan"));
    }
    return app.files()
        .first(FRONTS)
        .map(front -> new DocumentRoot(parent(front), "there is " + front))
        .or(() -> pages(app));
  }

  /** Pages that call PHP here and there. */
  private static Optional<DocumentRoot> pages(App app) {
    return app.files()
        .matching(PAGE)
        .findFirst()
        .filter(page -> app.files().has("index.html"))
        .map(page -> new DocumentRoot("", "there are index.html and " + page));
  }

  private static DocumentRoot named(App app, String path) {
    String relative = path.equals("/app") ? "." : path.replaceFirst("^/app/", "");
    return Staticfile.clean(relative)
        .filter(directory -> app.files().hasDirectory(directory))
        .map(directory -> new DocumentRoot(directory, "RAILPACK_" + OPTION))
        .orElseThrow(
            () ->
                new PlanningException(
                    "RAILPACK_%s says '%s', which is no directory of this repository"
                        .formatted(OPTION, path.replaceAll("\\p{Cntrl}", " ")),
                    "name a directory below the root directory, such as public"));
  }

  private static String parent(String path) {
    return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
  }
}
