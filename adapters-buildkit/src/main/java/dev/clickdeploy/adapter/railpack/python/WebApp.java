package dev.clickdeploy.adapter.railpack.python;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Frameworks whose application is an object in a module, which a server imports. */
final class WebApp {
  private static final List<String> PLACES =
      Stream.concat(
              StartCommands.MAIN_FILES.stream(),
              Stream.of(
                  "asgi.py",
                  "wsgi.py",
                  "app/main.py",
                  "app/app.py",
                  "app/__init__.py",
                  "src/main.py",
                  "src/app.py",
                  "api/main.py",
                  "run.py"))
          .toList();
  private static final List<String> ASGI =
      List.of("python-fasthtml", "fastapi", "starlette", "litestar", "quart");

  private WebApp() {}

  static Optional<StartCommand> start(PythonApp app) {
    Optional<String> framework = Frameworks.name(app);
    if (framework.isEmpty()) {
      return Optional.empty();
    }
    Optional<StartCommand> start =
        switch (framework.get()) {
          case "flask", "bottle" -> wsgi(app);
          case "streamlit" -> streamlit(app);
          default -> ASGI.stream().anyMatch(app::uses) ? asgi(app) : Optional.empty();
        };
    return start.map(found -> found.with(framework.get()));
  }

  private static Optional<StartCommand> asgi(PythonApp app) {
    boolean server = app.uses("uvicorn") || app.dependencies().has("fastapi", "standard");
    if (server || app.uses("python-fasthtml")) {
      return AppObject.find(app.files(), PLACES, AppObject.ASGI)
          .map(
              found ->
                  StartCommand.of(
                      "uvicorn %s%s --host 0.0.0.0 --port ${PORT:-8000}"
                          .formatted(
                              found.below("--app-dir"),
                              found.factory()
                                  ? "--factory " + found.reference()
                                  : found.reference()),
                      found.because()));
    }
    if (app.uses("hypercorn")) {
      return AppObject.find(app.files(), PLACES, AppObject.ASGI)
          .filter(found -> found.directory().isEmpty() && !found.factory())
          .map(
              found ->
                  StartCommand.of(
                      "hypercorn --bind 0.0.0.0:${PORT:-8000} " + found.reference(),
                      found.because()));
    }
    return Optional.empty();
  }

  private static Optional<StartCommand> wsgi(PythonApp app) {
    if (!app.uses("gunicorn")) {
      if (!app.uses("waitress")) {
        app.app()
            .notes()
            .warn(
                "the framework's own server is not made for production: add gunicorn to the"
                    + " dependencies");
      }
      return Optional.empty();
    }
    return AppObject.find(app.files(), PLACES, AppObject.WSGI)
        .map(
            found ->
                StartCommand.of(
                    "gunicorn %s--bind 0.0.0.0:${PORT:-8000} %s"
                        .formatted(
                            found.below("--chdir"),
                            found.factory() ? "'" + found.reference() + "()'" : found.reference()),
                    found.because()));
  }

  private static Optional<StartCommand> streamlit(PythonApp app) {
    return app.files()
        .first(PLACES)
        .map(
            file ->
                StartCommand.of(
                    "streamlit run %s --server.address 0.0.0.0 --server.port ${PORT:-8000}"
                        .formatted(file),
                    "streamlit is a dependency, and there is a " + file));
  }
}
