package dev.clickdeploy.adapter.registry.harbor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.port.out.PortException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Robot accounts of projects, made and ended with an administrator's account or a robot that may do
 * so. Failures are {@link PortException}s.
 */
public final class HarborRobots {
  private final HarborClient client;
  private final HarborProjects projects;

  HarborRobots(HarborClient client, HarborProjects projects) {
    this.client = client;
    this.projects = projects;
  }

  /**
   * Makes an account for one project.
   *
   * @param name lower-case letters and digits, joined by single dots, dashes or underscores; Harbor
   *     puts its prefix and the project before it
   * @param days how long it may log in, from 1
   */
  public MintedRobot mint(String project, String name, int days, RobotRights rights) {
    Map<String, ?> permission =
        Map.of("kind", "project", "namespace", project, "access", rights.access());
    Answer answer =
        client.post(
            "/robots",
            Map.of(
                "name",
                name,
                "level",
                "project",
                "duration",
                days,
                "description",
                "made by click-deploy",
                "permissions",
                List.of(permission)));
    if (answer.status() != 201) {
      throw client.refused(answer);
    }
    JsonNode json = client.json(answer);
    return new MintedRobot(robot(json), secret(json));
  }

  /** Gives an account another secret; the one before opens nothing from then on. */
  public MintedRobot rotate(HarborRobot robot) {
    Answer answer = client.patch("/robots/" + robot.id(), Map.of("secret", ""));
    if (answer.status() != 200) {
      throw client.refused(answer);
    }
    return new MintedRobot(robot, secret(client.json(answer)));
  }

  /** An account that can log in; absent when it is gone or switched off. */
  public Optional<HarborRobot> find(long id) {
    Answer answer = client.get("/robots/" + id);
    return switch (answer.status()) {
      case 200 ->
          Optional.of(client.json(answer))
              .filter(json -> !json.path("disable").asBoolean())
              .map(HarborRobots::robot);
      case 404 -> Optional.empty();
      default -> throw client.refused(answer);
    };
  }

  /** The accounts of a project; none when there is no such project. */
  public List<HarborRobot> list(String project) {
    return projects
        .find(project)
        .map(
            found ->
                new Pages(client)
                        .all("/robots?q=Level%3Dproject%2CProjectID%3D" + found.id(), robot -> true)
                        .stream()
                        .map(HarborRobots::robot)
                        .toList())
        .orElse(List.of());
  }

  /** Ends an account; false when it is gone already. */
  public boolean delete(HarborRobot robot) {
    Answer answer = client.delete("/robots/" + robot.id());
    return switch (answer.status()) {
      case 200 -> true;
      case 404 -> false;
      default -> throw client.refused(answer);
    };
  }

  private static HarborRobot robot(JsonNode json) {
    long seconds = json.path("expires_at").asLong(-1);
    @Nullable Instant expiresAt = seconds < 0 ? null : Instant.ofEpochSecond(seconds);
    return new HarborRobot(json.path("id").asLong(), json.path("name").asText(), expiresAt);
  }

  private Secret secret(JsonNode json) {
    String secret = json.path("secret").asText();
    if (secret.isEmpty()) {
      throw client.broken("made a robot account and told no secret");
    }
    return Secret.of(secret);
  }
}
