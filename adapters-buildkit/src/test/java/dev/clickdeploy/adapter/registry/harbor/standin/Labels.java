package dev.clickdeploy.adapter.registry.harbor.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /labels} of projects. */
final class Labels {
  private final State state;

  Labels(State state) {
    this.state = state;
  }

  Reply answer(Asked asked, Principal who, List<String> parts) {
    if (parts.size() > 1) {
      return RestApi.unknown(asked);
    }
    return asked.method().equals("POST") ? make(who, RestApi.body(asked)) : list(asked, who);
  }

  private Optional<Project> project(String id) {
    return state.projects.values().stream()
        .filter(p -> String.valueOf(p.id).equals(id))
        .findFirst();
  }

  private Reply list(Asked asked, Principal who) {
    String name = asked.query().getOrDefault("name", "");
    return project(asked.query().getOrDefault("project_id", ""))
        .filter(project -> asked.query().getOrDefault("scope", "").equals("p"))
        .map(
            project ->
                who.may(project.name, "label:list")
                    ? RestApi.page(
                        asked,
                        project.labels.values().stream()
                            .filter(label -> label.get("name").toString().contains(name))
                            .toList(),
                        label -> label)
                    : Reply.forbidden())
        .orElseGet(() -> Reply.error(400, "BAD_REQUEST", "scope"));
  }

  private Reply make(Principal who, JsonNode body) {
    Optional<Project> project = project(body.path("project_id").asText());
    if (project.isEmpty() || !who.may(project.get().name, "label:create")) {
      return Reply.forbidden();
    }
    String name = body.path("name").asText();
    Map<Long, Map<String, Object>> labels = project.get().labels;
    if (labels.values().stream().anyMatch(label -> label.get("name").equals(name))) {
      return Reply.error(409, "CONFLICT", "label " + name + " already exists");
    }
    long id = state.nextId();
    labels.put(id, Map.of("id", id, "name", name, "color", body.path("color").asText()));
    return Reply.empty(201).with("Location", "/api/v2.0/labels/" + id);
  }
}
