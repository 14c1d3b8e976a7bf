package dev.clickdeploy.model.service;

import dev.clickdeploy.model.Secret;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service's secrets, kept apart from {@link Service} so that reading a service never reads them.
 */
public record ServiceSecrets(Secret webhookSecret, @Nullable Secret gitToken) {
  public ServiceSecrets {
    Objects.requireNonNull(webhookSecret, "webhookSecret");
  }

  /** The token that opens a private repository. */
  public Optional<Secret> repositoryToken() {
    return Optional.ofNullable(gitToken);
  }
}
