package dev.clickdeploy.adapter.railpack.golang;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells what only the compiler and developers read from what a program may read. */
final class GoSources {
  private static final Pattern SOURCE =
      Pattern.compile(
          "(?:.*/)?(?:vendor|testdata|docs?|\\.[^/]*)/.*"
              + "|.*\\.(?:go|s|c|h|md|mod|sum|work)|(?:.*/)?\\.[^/]*"
              + "|(?:.*/)?(?:LICENSE|COPYING|NOTICE|AUTHORS|CODEOWNERS|Makefile|Procfile)(?:\\.[^/]*)?"
              + "|(?:.*/)?(?:docker-)?compose[^/]*\\.ya?ml|mise\\.toml|railpack\\.json|Taskfile\\.ya?ml");

  private GoSources() {}

  /** The first file that a program may read while it runs. */
  static Optional<String> otherFile(SourceFiles files) {
    return files.paths().filter(path -> !SOURCE.matcher(path).matches()).findFirst();
  }
}
