package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Secret;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository and what opens it; without a credential it is a public one. The credential stays in
 * memory and goes to the repository's own host only.
 */
public record RepositoryAccess(RepositoryUrl url, @Nullable Credential credential) {
  public RepositoryAccess {
    Objects.requireNonNull(url, "url");
  }

  /** A public repository. */
  public RepositoryAccess(RepositoryUrl url) {
    this(url, (Credential) null);
  }

  /** A repository that a token opens, or nothing when it is public. */
  public RepositoryAccess(RepositoryUrl url, @Nullable Secret token) {
    this(url, token == null ? (Credential) null : new Credential.Token(token));
  }

  /** The OAuth or personal access token, absent for a public repository and for a deploy key. */
  public Optional<Secret> oauthToken() {
    return credential instanceof Credential.Token token
        ? Optional.of(token.value())
        : Optional.empty();
  }

  /** The key for {@code ssh}, absent when there is none. */
  public Optional<Credential.DeployKey> deployKey() {
    return credential instanceof Credential.DeployKey key ? Optional.of(key) : Optional.empty();
  }
}
