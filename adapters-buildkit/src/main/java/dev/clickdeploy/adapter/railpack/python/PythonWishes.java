package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.Grammar;
import dev.clickdeploy.adapter.railpack.version.Wish;
import java.util.List;
import java.util.stream.Stream;

/** Who in the language's own files asks for a version of Python, the strongest first. */
final class PythonWishes {
  private static final String RUNTIME = "runtime.txt";
  private static final String PYENV = ".python-version";

  private PythonWishes() {}

  static List<Wish> of(SourceFiles files, Manifest project, Manifest pipfile) {
    return Stream.of(
            Wish.in(files.firstLine(PYENV), PYENV),
            Wish.in(files.firstLine(RUNTIME), RUNTIME),
            in(pipfile, "requires.python_full_version"),
            in(pipfile, "requires.python_version"),
            project
                .text("project.requires-python")
                .map(text -> new Wish(text, "requires-python in pyproject.toml", Grammar.PYTHON))
                .stream(),
            Wish.in(
                project.text("tool.poetry.dependencies.python"),
                "tool.poetry.dependencies.python in pyproject.toml"))
        .flatMap(wishes -> wishes)
        .toList();
  }

  private static Stream<Wish> in(Manifest pipfile, String place) {
    return Wish.in(
        pipfile.text(place), place.substring(place.lastIndexOf('.') + 1) + " in Pipfile");
  }
}
