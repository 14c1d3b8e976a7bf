package dev.clickdeploy.adapter.registry.harbor.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /projects} and {@code /quotas}. */
final class Projects {
  private final State state;

  Projects(State state) {
    this.state = state;
  }

  Reply answer(Asked asked, Principal who, List<String> parts) {
    if (parts.size() == 2) {
      return asked.method().equals("GET") ? get(asked, who, parts.get(1)) : RestApi.unknown(asked);
    }
    return switch (asked.method()) {
      case "HEAD" -> head(who, asked.query().getOrDefault("project_name", ""));
      case "POST" -> make(who, RestApi.body(asked));
      default -> RestApi.unknown(asked);
    };
  }

  private Reply head(Principal who, String name) {
    if (!who.may(name, "project:read")) {
      return Reply.empty(403);
    }
    return Reply.empty(state.projects.containsKey(name) ? 200 : 404);
  }

  private Reply get(Asked asked, Principal who, String nameOrId) {
    boolean byName =
        "true".equals(asked.header("X-Is-Resource-Name")) || !nameOrId.matches("[0-9]+");
    @Nullable Project project =
        byName
            ? state.projects.get(nameOrId)
            : state.projects.values().stream()
                .filter(p -> p.id == Long.parseLong(nameOrId))
                .findFirst()
                .orElse(null);
    if (project == null) {
      return who.isAdministrator() ? Reply.notFound("project " + nameOrId) : Reply.forbidden();
    }
    if (!who.may(project.name, "project:read")) {
      return Reply.forbidden();
    }
    return Reply.json(
        200, Map.of("project_id", project.id, "name", project.name, "metadata", project.metadata));
  }

  private Reply make(Principal who, JsonNode body) {
    if (!who.isAdministrator()) {
      return Reply.forbidden();
    }
    String name = body.path("project_name").asText();
    if (!name.matches("[a-z0-9]+(?:[._-][a-z0-9]+)*")) {
      return Reply.error(400, "BAD_REQUEST", "project name is illegal: " + name);
    }
    if (body.path("metadata").valueStream().anyMatch(value -> !value.isTextual())) {
      return Reply.error(422, "UNPROCESSABLE_ENTITY", "metadata must be of type string");
    }
    if (state.projects.containsKey(name)) {
      return Reply.error(409, "CONFLICT", "The project named " + name + " already exists");
    }
    Map<String, String> metadata = new TreeMap<>();
    body.path("metadata")
        .propertyStream()
        .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
    long limit = body.path("storage_limit").asLong(-1);
    Project project = new Project(state.nextId(), name, metadata, limit);
    state.projects.put(name, project);
    return Reply.empty(201).with("Location", "/api/v2.0/projects/" + project.id);
  }

  Reply quotas(Asked asked, Principal who) {
    if (!"project".equals(asked.query().get("reference"))) {
      return Reply.error(400, "BAD_REQUEST", "reference");
    }
    List<Project> found =
        state.projects.values().stream()
            .filter(p -> String.valueOf(p.id).equals(asked.query().get("reference_id")))
            .filter(p -> who.may(p.name, "quota:read"))
            .toList();
    return RestApi.page(
        asked,
        found,
        p -> Map.of("hard", Map.of("storage", p.limit), "used", Map.of("storage", p.used)));
  }
}
