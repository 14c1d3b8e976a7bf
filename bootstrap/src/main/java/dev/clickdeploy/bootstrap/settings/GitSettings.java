package dev.clickdeploy.bootstrap.settings;

import dev.clickdeploy.adapter.git.GitLimits;
import dev.clickdeploy.adapter.git.GitPolicy;
import java.time.Duration;

/**
 * What repositories may be fetched, and how much of them.
 *
 * @param timeout longest silence of a git host
 */
public record GitSettings(GitPolicy policy, GitLimits limits, Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  static GitSettings of(Values values) {
    GitLimits usual = GitLimits.DEFAULT;
    return new GitSettings(
        new GitPolicy(
            values.flag("CLICKDEPLOY_ALLOW_LOCAL_REPOSITORIES"),
            values.list("CLICKDEPLOY_GIT_HOSTS")),
        usual
            .withCacheBytes(values.bytes("CLICKDEPLOY_GIT_CACHE_SIZE", usual.cacheBytes()))
            .withRepositoryBytes(
                values.bytes("CLICKDEPLOY_GIT_REPOSITORY_SIZE", usual.repositoryBytes()))
            .withContentBytes(values.bytes("CLICKDEPLOY_GIT_CONTENT_SIZE", usual.contentBytes()))
            .withAccessRemembered(
                values.duration("CLICKDEPLOY_GIT_ACCESS_REMEMBERED", usual.accessRemembered())),
        values.duration("CLICKDEPLOY_GIT_TIMEOUT", TIMEOUT));
  }

  /** The same with repositories of this machine. */
  GitSettings allowingLocal() {
    return new GitSettings(new GitPolicy(true, policy.allowedHosts()), limits, timeout);
  }
}
