package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;

/** Variables that the repository gives as usual ones, in .env or .env.example. */
final class DotEnv {
  private static final List<String> FILES = List.of(".env", ".env.example");

  private DotEnv() {}

  static Optional<String> value(SourceFiles files, String name) {
    return FILES.stream()
        .flatMap(file -> files.text(file).orElse("").lines())
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1).strip().replaceAll("^['\"]|['\"]$", ""))
        .findFirst();
  }
}
