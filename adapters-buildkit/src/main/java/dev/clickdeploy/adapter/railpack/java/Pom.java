package dev.clickdeploy.adapter.railpack.java;

import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.source.Xml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pom.xml says (maven.apache.org, "POM reference"), without what it inherits.
 *
 * @param values texts by the path of their element below project
 */
record Pom(Map<String, List<String>> values) {
  static final String FILE = "pom.xml";

  private static final String PROFILE = "profiles/profile/build/";

  private static final List<String> RUNNABLE =
      List.of(
          "spring-boot-maven-plugin",
          "quarkus-maven-plugin",
          "micronaut-maven-plugin",
          "maven-shade-plugin");

  /**
   * Reads a file; empty when there is none.
   *
   * @throws PlanningException when it is too long or no XML, with line and column
   */
  static Optional<Pom> read(SourceFiles files, String path) {
    return Xml.read(files, path)
        .map(
            values -> {
              Map<String, List<String>> merged = new HashMap<>();
              values.forEach(
                  (name, texts) ->
                      merged
                          .computeIfAbsent(withoutProfile(name), n -> new ArrayList<>())
                          .addAll(texts));
              return new Pom(merged);
            });
  }

  /** The text of an element, with its properties put in; empty when one of them is not here. */
  Optional<String> text(String path) {
    return all(path).stream().findFirst().flatMap(this::resolved);
  }

  List<String> all(String path) {
    return values.getOrDefault(path, List.of());
  }

  /** Whether the build uses a plugin, by itself or in a profile. */
  boolean hasPlugin(String artifact) {
    return all("build/plugins/plugin/artifactId").contains(artifact);
  }

  /** Whether there is such a profile. */
  boolean hasProfile(String id) {
    return all("profiles/profile/id").contains(id);
  }

  /** Whether the module makes something that can be started. */
  boolean isRunnable() {
    return RUNNABLE.stream().anyMatch(this::hasPlugin)
        || values.keySet().stream().anyMatch(path -> path.endsWith("manifest/mainClass"));
  }

  private Optional<String> resolved(String text) {
    if (!text.startsWith("${") || !text.endsWith("}")) {
      return Optional.of(text);
    }
    String property = text.substring(2, text.length() - 1);
    return all("properties/" + property).stream().findFirst().filter(t -> !t.contains("${"));
  }

  private static String withoutProfile(String path) {
    return path.startsWith(PROFILE) ? "build/" + path.substring(PROFILE.length()) : path;
  }
}
