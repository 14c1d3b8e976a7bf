package dev.clickdeploy.core;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.port.out.CommitStatuses;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * How git hosts hear of us.
 *
 * @param links where people see a deployment
 */
record GitHosts(CommitStatuses statuses, Function<DeploymentId, Optional<URI>> links) {
  /** They hear nothing. */
  static final GitHosts SILENT = new GitHosts(CommitStatuses.NONE, id -> Optional.empty());

  GitHosts {
    Objects.requireNonNull(statuses, "statuses");
    Objects.requireNonNull(links, "links");
  }
}
