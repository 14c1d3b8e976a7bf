package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Secret;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository and what opens it. The token stays in memory and goes to the repository's own host
 * only.
 */
public record RepositoryAccess(RepositoryUrl url, @Nullable Secret token) {
  public RepositoryAccess {
    Objects.requireNonNull(url, "url");
  }

  /** The OAuth or personal access token, absent for a public repository. */
  public Optional<Secret> oauthToken() {
    return Optional.ofNullable(token);
  }
}
