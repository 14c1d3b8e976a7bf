package dev.clickdeploy.adapter.railpack.python;

import java.util.List;
import java.util.Optional;

/** Frameworks by the package that brings them. */
final class Frameworks {
  private static final List<String> KNOWN =
      List.of(
          "django",
          "python-fasthtml",
          "fastapi",
          "flask",
          "litestar",
          "quart",
          "sanic",
          "starlette",
          "streamlit",
          "gradio",
          "aiohttp",
          "tornado",
          "bottle");

  private Frameworks() {}

  /** The name of the framework that the app depends on. */
  static Optional<String> name(PythonApp app) {
    return KNOWN.stream()
        .filter(app::uses)
        .map(name -> name.equals("python-fasthtml") ? "fasthtml" : name)
        .findFirst();
  }
}
