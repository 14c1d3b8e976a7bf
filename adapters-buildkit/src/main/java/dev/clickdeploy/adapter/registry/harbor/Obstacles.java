package dev.clickdeploy.adapter.registry.harbor;

import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.util.Locale;
import java.util.Optional;

/**
 * Why Harbor answers a push with 403. A builder hands on the status alone, and Harbor means a used
 * up quota by it as well as its read-only mode.
 */
record Obstacles(HarborClient client, HarborProjects projects) {
  /** From here on a layer of any size is too much. */
  private static final double NEARLY_USED = 0.9;

  /** What is known to be in the way of pushes to a project. */
  Optional<Failure> of(String project) {
    return readOnly().or(() -> quota(project));
  }

  private Optional<Failure> readOnly() {
    Answer answer = client.get("/systeminfo");
    return answer.status() == 200 && client.json(answer).path("read_only").asBoolean()
        ? failure(
            "Harbor is in read-only mode", "wait until its administrator ends that, then try again")
        : Optional.empty();
  }

  private Optional<Failure> quota(String project) {
    HarborQuota quota;
    try {
      quota = projects.quota(project);
    } catch (PortException e) {
      // nothing that this account may see
      return Optional.empty();
    }
    if (quota.limit().isEmpty() || quota.used() < quota.limit().getAsLong() * NEARLY_USED) {
      return Optional.empty();
    }
    return failure(
        "the Harbor project '%s' has used %s of %s of its quota"
            .formatted(project, bytes(quota.used()), bytes(quota.limit().getAsLong())),
        "raise the project's quota, or delete images and run Harbor's garbage collection");
  }

  private static Optional<Failure> failure(String message, String mend) {
    return Optional.of(Failure.of(FailureClass.REGISTRY, message, mend));
  }

  private static String bytes(long count) {
    return count < 1_000_000
        ? count + " B"
        : String.format(Locale.ROOT, "%.1f GB", count / 1_000_000_000.0);
  }
}
