package dev.clickdeploy.adapter.registry.harbor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** How a Harbor is: {@code GET /health} answers 200 however it is, and tells in the body. */
public record HarborHealth(List<Component> components) {
  /** Without these nothing can be pushed or pulled. */
  private static final Set<String> NEEDED =
      Set.of("core", "database", "redis", "registry", "registryctl");

  /**
   * A part of it.
   *
   * @param error what is wrong; empty when it is well
   */
  public record Component(String name, boolean healthy, String error) {}

  public HarborHealth {
    components = List.copyOf(components);
  }

  static HarborHealth of(JsonNode json) {
    return new HarborHealth(
        json.path("components")
            .valueStream()
            .map(
                part ->
                    new Component(
                        part.path("name").asText(),
                        part.path("status").asText().equals("healthy"),
                        part.path("error").asText()))
            .toList());
  }

  /** Whether all of it is well. */
  public boolean isHealthy() {
    return components.stream().allMatch(Component::healthy);
  }

  /** What is not well and needed to take and give images. */
  public List<Component> obstacles() {
    return components.stream()
        .filter(part -> !part.healthy() && NEEDED.contains(part.name()))
        .toList();
  }
}
