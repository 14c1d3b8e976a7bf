package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.RepositoryAccess;
import java.time.Duration;

/**
 * What all repositories of one adapter have in common.
 *
 * @param timeout the longest silence of a host that is waited for
 */
record Surroundings(
    Caches caches, GitPolicy policy, GitLimits limits, Duration timeout, ProvenAccess proven) {
  /** A repository that the policy allows. */
  Remote remote(RepositoryAccess access) {
    return new Remote(access, policy, limits, timeout);
  }
}
