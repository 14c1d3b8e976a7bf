package dev.clickdeploy.adapter.railpack;

import java.util.List;
import java.util.Optional;

/** Runtimes that are recognized but not planned yet, by the files that Railpack knows them by. */
final class OtherRuntimes {
  private record Marker(String file, String runtime) {}

  private static final List<Marker> MARKERS =
      List.of(
          new Marker("index.php", "PHP"),
          new Marker("composer.json", "PHP"),
          new Marker("go.mod", "Go"),
          new Marker("main.go", "Go"),
          new Marker("pom.xml", "Java"),
          new Marker("gradlew", "Java"),
          new Marker("Cargo.toml", "Rust"),
          new Marker("Gemfile", "Ruby"),
          new Marker("mix.exs", "Elixir"),
          new Marker("requirements.txt", "Python"),
          new Marker("pyproject.toml", "Python"),
          new Marker("Pipfile", "Python"),
          new Marker("deno.json", "Deno"));

  private OtherRuntimes() {}

  /** Such as {@code Go (go.mod)}, for the first marker found at the root. */
  static Optional<String> in(SourceFiles files) {
    return MARKERS.stream()
        .filter(marker -> files.has(marker.file()))
        .map(marker -> "%s (%s)".formatted(marker.runtime(), marker.file()))
        .findFirst();
  }

  static boolean isMarker(String fileName) {
    return MARKERS.stream().anyMatch(marker -> marker.file().equals(fileName));
  }
}
