package dev.clickdeploy.model.service;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which values a service has, without any of them.
 *
 * @param environment by name
 * @param secrets by name
 * @param registrySetAt when its registry credential was given; null when it has none
 */
public record KeptValues(
    List<KeptValue> environment, List<KeptValue> secrets, @Nullable Instant registrySetAt) {
  public KeptValues {
    environment = List.copyOf(environment);
    secrets = List.copyOf(secrets);
  }

  /** Those of a kind, by name. */
  public List<KeptValue> of(ValueKind kind) {
    return switch (kind) {
      case ENVIRONMENT -> environment;
      case SECRET -> secrets;
    };
  }

  /** When the registry credential was given, if there is one. */
  public Optional<Instant> registryCredential() {
    return Optional.ofNullable(registrySetAt);
  }

  /**
   * A value that is kept.
   *
   * @param setAt when it was given last
   */
  public record KeptValue(String name, Instant setAt) {
    public KeptValue {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(setAt, "setAt");
    }
  }
}
