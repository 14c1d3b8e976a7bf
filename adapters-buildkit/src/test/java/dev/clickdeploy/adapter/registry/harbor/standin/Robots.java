package dev.clickdeploy.adapter.registry.harbor.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** {@code /robots}. */
final class Robots {
  private static final long DAY = 86_400;
  private final State state;

  Robots(State state) {
    this.state = state;
  }

  Reply answer(Asked asked, Principal who, List<String> parts) {
    if (!who.isAdministrator()) {
      return Reply.forbidden();
    }
    if (parts.size() == 1) {
      return asked.method().equals("POST") ? make(RestApi.body(asked)) : list(asked);
    }
    Optional<Principal> robot =
        state.principals.values().stream()
            .filter(p -> !p.isAdministrator() && String.valueOf(p.id).equals(parts.get(1)))
            .findFirst();
    return robot
        .map(found -> one(asked, found))
        .orElseGet(() -> Reply.notFound("robot " + parts.get(1)));
  }

  private Reply one(Asked asked, Principal robot) {
    return switch (asked.method()) {
      case "GET" -> Reply.json(200, view(robot));
      case "PATCH" -> {
        robot.secret = secret();
        yield Reply.json(200, Map.of("secret", robot.secret));
      }
      case "DELETE" -> {
        state.principals.remove(robot.name);
        yield Reply.empty(200);
      }
      default -> RestApi.unknown(asked);
    };
  }

  private Reply list(Asked asked) {
    String query = asked.query().getOrDefault("q", "");
    List<Principal> found =
        state.principals.values().stream()
            .filter(p -> !p.isAdministrator())
            .filter(
                p ->
                    p.projects().stream()
                        .map(state.projects::get)
                        .anyMatch(project -> query.equals("Level=project,ProjectID=" + project.id)))
            .toList();
    return RestApi.page(asked, found, Robots::view);
  }

  private static Map<String, Object> view(Principal robot) {
    return Map.of(
        "id", robot.id,
        "name", robot.name,
        "disable", robot.disabled,
        "expires_at", robot.expiresAt);
  }

  private Reply make(JsonNode body) {
    String name = body.path("name").asText();
    long days = body.path("duration").asLong();
    JsonNode permissions = body.path("permissions");
    JsonNode permission = permissions.path(0);
    String project = permission.path("namespace").asText();
    if (!name.matches("[a-z0-9]+(?:[._-][a-z0-9]+)*") || (days != -1 && days < 1)) {
      return Reply.error(400, "BAD_REQUEST", "the name or duration is invalid");
    }
    if (permissions.size() != 1
        || !permission.path("kind").asText().equals("project")
        || permission.path("access").isEmpty()
        || project.equals("*")) {
      return Reply.error(400, "BAD_REQUEST", "bad request permission");
    }
    if (!state.projects.containsKey(project)) {
      return Reply.notFound("project " + project);
    }
    return made(project, name, days, permission.path("access"));
  }

  private Reply made(String project, String name, long days, JsonNode access) {
    Set<String> rights = new HashSet<>();
    access.forEach(
        each -> rights.add(each.path("resource").asText() + ":" + each.path("action").asText()));
    Principal robot = robot(project, name, days, rights);
    Map<String, Object> view = new TreeMap<>(view(robot));
    view.put("secret", robot.secret);
    return Reply.json(201, view);
  }

  Principal robot(String project, String name, long days, Set<String> rights) {
    long expires = days < 0 ? -1 : state.clock.instant().getEpochSecond() + days * DAY;
    Principal robot =
        new Principal(
            state.nextId(),
            "robot$" + project + "+" + name,
            secret(),
            expires,
            Map.of(project, rights));
    state.principals.put(robot.name, robot);
    return robot;
  }

  private static String secret() {
    return "S3cret" + UUID.randomUUID();
  }
}
