package dev.clickdeploy.model.service;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.source.Credential;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service's secrets, kept apart from {@link Service} so that reading a service never reads them.
 */
public record ServiceSecrets(Secret webhookSecret, @Nullable Credential gitCredential) {
  public ServiceSecrets {
    Objects.requireNonNull(webhookSecret, "webhookSecret");
  }

  /** What opens a private repository. */
  public Optional<Credential> credential() {
    return Optional.ofNullable(gitCredential);
  }

  /** The same with another webhook secret. */
  public ServiceSecrets withWebhook(Secret other) {
    return new ServiceSecrets(other, gitCredential);
  }

  /** The same with another credential, or without one. */
  public ServiceSecrets with(@Nullable Credential other) {
    return new ServiceSecrets(webhookSecret, other);
  }
}
