package dev.clickdeploy.adapter.railpack.golang;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a go.mod's modules say about the app. */
final class GoFrameworks {
  private static final List<Map.Entry<String, String>> FRAMEWORKS =
      List.of(
          Map.entry("github.com/gin-gonic/gin", "gin"),
          Map.entry("github.com/labstack/echo", "echo"),
          Map.entry("github.com/gofiber/fiber", "fiber"),
          Map.entry("github.com/go-chi/chi", "chi"),
          Map.entry("github.com/beego/beego", "beego"));

  private static final List<String> IN_C =
      List.of(
          "github.com/mattn/go-sqlite3",
          "github.com/confluentinc/confluent-kafka-go",
          "github.com/h2non/bimg",
          "github.com/marcboeker/go-duckdb");

  private GoFrameworks() {}

  static Optional<String> of(Optional<GoManifest> manifest) {
    return FRAMEWORKS.stream()
        .filter(known -> manifest.filter(m -> m.requires(known.getKey())).isPresent())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** A module that cannot be built without cgo. */
  static Optional<String> needsC(GoManifest manifest) {
    return IN_C.stream().filter(manifest::requires).findFirst();
  }
}
