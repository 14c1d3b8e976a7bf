package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Candidates;
import dev.clickdeploy.adapter.railpack.app.ChosenCommand;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the container runs: Apache, unless somebody wrote another command. */
final class PhpStart {
  static final String SERVER = "apache2-foreground";
  private static final Pattern HEROKU = Pattern.compile("(?:vendor/bin/)?heroku-(?:php|hhvm)-.*");

  private final App app;
  private final Optional<PhpFramework> framework;

  PhpStart(App app, Optional<PhpFramework> framework) {
    this.app = app;
    this.framework = framework;
  }

  /**
   * The command.
   *
   * @throws PlanningException when there is neither a command nor a directory to serve
   */
  ChosenCommand command(Optional<DocumentRoot> root) {
    return ChosenCommand.start(app)
        .filter(this::canRun)
        .or(() -> root.map(this::server))
        .orElseThrow(() -> nothingToStart(app));
  }

  /** A web server of Heroku's image is what ours is for. */
  private boolean canRun(ChosenCommand start) {
    boolean heroku = HEROKU.matcher(start.command().firstWord()).matches();
    if (heroku) {
      app.notes()
          .warn(
              "%s starts a web server of Heroku, for which Apache runs here; RAILPACK_PHP_ROOT_DIR names its directory"
                  .formatted(start.because()));
    }
    return !heroku;
  }

  private ChosenCommand server(DocumentRoot root) {
    if (framework.filter(PhpFramework.LARAVEL::equals).isEmpty()) {
      return ChosenCommand.of(SERVER, root.because());
    }
    // Configuration is cached at the start, because only then the variables are those of the app.
    String prepare =
        app.settings().isOn("SKIP_MIGRATIONS")
            ? "php artisan optimize"
            : "php artisan migrate --force && php artisan optimize";
    return ChosenCommand.of(prepare + " && exec " + SERVER, root.because());
  }

  private static PlanningException nothingToStart(App app) {
    return new PlanningException(
        "there is nothing that could be served or started: looked for public/index.php,"
            + " web/index.php, index.php, artisan, a Procfile and a start command in the settings"
            + Candidates.text(app),
        "name the directory to serve with RAILPACK_PHP_ROOT_DIR, set the start command, such as"
            + " `php worker.php`, or "
            + Candidates.HINT);
  }
}
