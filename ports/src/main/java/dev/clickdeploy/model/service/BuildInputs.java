package dev.clickdeploy.model.service;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.RegistryCredential;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What builds of a service are given beside its settings, for the worker that builds.
 *
 * @param environment by name; names that begin with {@code RAILPACK_} steer the planner instead
 * @param secrets by name
 * @param registry in place of the system's own account; null for that one
 */
public record BuildInputs(
    Map<String, Given> environment,
    Map<String, Given> secrets,
    @Nullable RegistryCredential registry) {
  /** Nothing. */
  public static final BuildInputs NONE = new BuildInputs(Map.of(), Map.of(), null);

  public BuildInputs {
    environment = Map.copyOf(environment);
    secrets = Map.copyOf(secrets);
  }

  /**
   * A value.
   *
   * @param version random, another one for each value that the name has had; it tells nothing of
   *     the value
   */
  public record Given(Secret value, UUID version) {
    public Given {
      Objects.requireNonNull(value, "value");
      Objects.requireNonNull(version, "version");
    }
  }

  /** The account at the registry, when the service has one of its own. */
  public Optional<RegistryCredential> registryCredential() {
    return Optional.ofNullable(registry);
  }

  /** The variables of the build's commands. */
  public Map<String, Secret> variables() {
    Map<String, Secret> variables = values(environment);
    variables.keySet().removeIf(name -> ValueName.steersPlanner(ValueKind.ENVIRONMENT, name));
    return Map.copyOf(variables);
  }

  /** The secrets of the build's commands. */
  public Map<String, Secret> secretValues() {
    return Map.copyOf(values(secrets));
  }

  private static Map<String, Secret> values(Map<String, Given> given) {
    Map<String, Secret> values = new HashMap<>();
    given.forEach((name, value) -> values.put(name, value.value()));
    return values;
  }

  /** What the planner is to know: its own variables, and the names of the others. */
  public BuildSettings applyTo(BuildSettings settings) {
    Map<String, String> steering = new HashMap<>(settings.overrides().environment());
    environment.forEach(
        (name, given) -> {
          if (ValueName.steersPlanner(ValueKind.ENVIRONMENT, name)) {
            steering.put(name, given.value().reveal());
          }
        });
    return settings
        .with(settings.overrides().withEnvironment(steering))
        .given(new GivenNames(variables().keySet(), secrets.keySet()));
  }

  /** Changes with every value; empty when there is none. */
  public String version() {
    Map<String, Given> all = new HashMap<>(environment);
    all.putAll(secrets);
    return version(all);
  }

  /** Changes with every secret; empty when there is none. */
  public String secretsVersion() {
    return version(secrets);
  }

  private static String version(Map<String, Given> given) {
    if (given.isEmpty()) {
      return "";
    }
    String versions =
        new TreeMap<>(given)
            .entrySet().stream()
                .map(value -> value.getKey() + " " + value.getValue().version())
                .collect(Collectors.joining("\n"));
    return ImageDigest.of(versions.getBytes(StandardCharsets.UTF_8))
        .value()
        .substring("sha256:".length(), "sha256:".length() + 32);
  }
}
