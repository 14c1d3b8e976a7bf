package dev.clickdeploy.adapter.registry.harbor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.RegistryRequest;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The projects of a Harbor. Failures are {@link PortException}s. */
public final class HarborProjects {
  private final HarborClient client;
  private final HarborOptions options;

  HarborProjects(HarborClient client, HarborOptions options) {
    this.client = client;
    this.options = options;
  }

  /** A project; absent when there is none of this name, or none that this account may see. */
  public Optional<HarborProject> find(String name) {
    Answer answer =
        client.send(
            Paths.ofProject(name),
            RegistryRequest.get("application/json").with("X-Is-Resource-Name", "true"));
    return switch (answer.status()) {
      case 200 -> Optional.of(project(client.json(answer)));
      case 403, 404 -> Optional.empty();
      default -> throw client.refused(answer);
    };
  }

  private static HarborProject project(JsonNode json) {
    return new HarborProject(
        json.path("project_id").asLong(),
        json.path("name").asText(),
        json.path("metadata").path("public").asText().equals("true"));
  }

  /**
   * Makes sure that there is such a project: private, with the options' quota and scans, unless it
   * was there before.
   *
   * @return whether it was made now
   * @throws PortException when it is not there and this account may not make it
   */
  public boolean ensure(String name) {
    return !exists(name) && make(name);
  }

  /** False also where this account may not know: Harbor answers 403 then, or 401. */
  boolean exists(String name) {
    Answer answer =
        client.send(
            "/projects?project_name=" + Paths.encoded(name), RegistryRequest.of("HEAD", null));
    return switch (answer.status()) {
      case 200 -> true;
      case 401, 403, 404 -> false;
      default -> throw client.refused(answer);
    };
  }

  /** False when somebody else was faster. */
  boolean make(String name) {
    Answer answer = client.post("/projects", wanted(name));
    return switch (answer.status()) {
      case 201 -> true;
      case 409 -> false;
      case 401, 403 -> throw missing(name, answer);
      default -> throw client.refused(answer);
    };
  }

  /** Values of the metadata are texts, also those that are none (swagger.yaml, ProjectMetadata). */
  private Map<String, ?> wanted(String name) {
    return Map.of(
        "project_name", name,
        "metadata", Map.of("public", "false", "auto_scan", String.valueOf(options.scanOnPush())),
        "storage_limit", options.projectQuota().orElse(-1));
  }

  private PortException missing(String name, Answer answer) {
    return new PortException(
        FailureClass.REGISTRY,
        "the Harbor project '%s' is not there, and '%s' may not make it (%d)"
            .formatted(name, client.username(), answer.status()),
        "make the project and let the account push to it, or give click-deploy an account that may"
            + " create projects, such as a robot of the system level",
        null);
  }

  /**
   * What a project may hold and holds.
   *
   * @throws PortException also when there is no such project, or it may not be seen
   */
  public HarborQuota quota(String name) {
    HarborProject project =
        find(name)
            .orElseThrow(
                () ->
                    new PortException(
                        FailureClass.REGISTRY,
                        "there is no Harbor project '%s' that '%s' may see"
                            .formatted(name, client.username()),
                        "give the account the right to read the project",
                        null));
    Answer answer = client.get("/quotas?reference=project&reference_id=" + project.id());
    if (answer.status() != 200) {
      throw client.refused(answer);
    }
    JsonNode quota = client.json(answer).path(0);
    long limit = quota.path("hard").path("storage").asLong(-1);
    return new HarborQuota(
        limit < 0 ? OptionalLong.empty() : OptionalLong.of(limit),
        quota.path("used").path("storage").asLong());
  }
}
