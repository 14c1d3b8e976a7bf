package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Django's start: migrations, then a server for its WSGI or ASGI application. */
final class Django {
  private static final String MANAGE = "manage.py";
  private static final int HEAD = 64 * 1024;
  private static final int MAX_FILES = 100;
  private static final Pattern MODULE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*");
  private static final Pattern SETTINGS_FILE =
      Pattern.compile("(?:[^/]+/){0,3}settings(?:/[^/]+)?\\.py|(?:[^/]+/){0,2}settings/[^/]+\\.py");
  private static final Pattern WSGI_FILE = Pattern.compile("(?:[^/]+/){1,2}wsgi\\.py");
  private static final Pattern APPLICATION =
      Pattern.compile(
          "(?m)^WSGI_APPLICATION\\s*=\\s*['\"]([A-Za-z0-9_.]{1,200})\\.application['\"]");

  private Django() {}

  static Optional<StartCommand> start(PythonApp app) {
    if (!app.files().has(MANAGE) || !app.uses("django")) {
      return Optional.empty();
    }
    adviseStaticFiles(app);
    StartCommand server = server(app).with("django");
    return Optional.of(
        app.app().settings().isOn("SKIP_MIGRATIONS")
            ? server
            : server.after("python manage.py migrate"));
  }

  private static StartCommand server(PythonApp app) {
    String because = "there is manage.py, and Django is a dependency";
    Optional<String> wsgi = module(app);
    if (wsgi.isPresent() && app.uses("gunicorn")) {
      return StartCommand.of(
          "gunicorn --bind 0.0.0.0:${PORT:-8000} " + wsgi.get() + ":application", because);
    }
    if (wsgi.isPresent() && app.uses("uvicorn")) {
      String asgi = wsgi.get().replaceFirst("wsgi$", "asgi");
      return StartCommand.of(
          "uvicorn " + asgi + ":application --host 0.0.0.0 --port ${PORT:-8000}", because);
    }
    app.app()
        .notes()
        .warn(
            wsgi.isPresent()
                ? "Django's own server is not made for production: add gunicorn to the dependencies"
                : "no WSGI_APPLICATION was found in the settings, so Django's own server runs,"
                    + " which is not made for production; set RAILPACK_DJANGO_APP_NAME, such as"
                    + " mysite.wsgi");
    return StartCommand.of("python manage.py runserver 0.0.0.0:${PORT:-8000}", because);
  }

  private static Optional<String> module(PythonApp app) {
    Optional<String> option = app.app().settings().option("DJANGO_APP_NAME");
    if (option.isPresent()) {
      if (!MODULE.matcher(option.get()).matches()) {
        throw new PlanningException(
            "RAILPACK_DJANGO_APP_NAME is no name of a module", "write it as mysite.wsgi");
      }
      return option;
    }
    return app.files()
        .matching(SETTINGS_FILE)
        .limit(MAX_FILES)
        .flatMap(path -> application(app, path).stream())
        .findFirst()
        .or(() -> wsgiFile(app));
  }

  private static Optional<String> application(PythonApp app, String path) {
    Matcher found = APPLICATION.matcher(app.files().head(path, HEAD));
    return found.find() && MODULE.matcher(found.group(1)).matches()
        ? Optional.of(found.group(1))
        : Optional.empty();
  }

  private static Optional<String> wsgiFile(PythonApp app) {
    return app.files()
        .matching(WSGI_FILE)
        .map(path -> path.replaceFirst("\\.py$", "").replace('/', '.'))
        .filter(module -> MODULE.matcher(module).matches())
        .findFirst();
  }

  private static void adviseStaticFiles(PythonApp app) {
    if (app.uses("whitenoise") && app.app().settings().build().isEmpty()) {
      app.app()
          .notes()
          .warn(
              "whitenoise serves what collectstatic gathers: set the build command to"
                  + " `python manage.py collectstatic --noinput` if the image needs it");
    }
  }
}
