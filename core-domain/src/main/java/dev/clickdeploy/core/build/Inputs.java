package dev.clickdeploy.core.build;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.service.BuildInputs;
import dev.clickdeploy.model.service.GivenNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a service's values reach a build. The builder does not run a step again because a secret is
 * another one, so each build is told a version of its values that changes with them: random, and
 * nothing of a value can be learned from it.
 */
record Inputs(BuildInputs given) {
  /**
   * A build argument of BuildKit's Dockerfile frontend ("BuildKit built-in build args"): the name
   * of the machine in every step, and so part of what the cache knows a step by. A Dockerfile that
   * somebody else wrote has no argument of ours.
   */
  private static final String HOSTNAME = "BUILDKIT_SANDBOX_HOSTNAME";

  private static final int HOSTNAME_DIGITS = 16;

  /** The plan with the arguments that the values come to. */
  BuildPlan arguments(BuildPlan plan) {
    Map<String, String> arguments = new HashMap<>();
    if (plan.dockerfile() instanceof DockerfileSource.InTree) {
      given.variables().forEach((name, value) -> arguments.put(name, value.reveal()));
    }
    arguments.putAll(plan.buildArgs());
    switch (plan.dockerfile()) {
      case DockerfileSource.InTree own -> {
        if (!given.secretsVersion().isEmpty()) {
          arguments.put(HOSTNAME, "build-" + given.secretsVersion().substring(0, HOSTNAME_DIGITS));
        }
      }
      case DockerfileSource.Generated generated -> version(arguments);
      case DockerfileSource.ForFrontend other -> version(arguments);
    }
    return plan.withBuildArgs(arguments);
  }

  private void version(Map<String, String> arguments) {
    if (!given.version().isEmpty()) {
      arguments.put(GivenNames.VERSION, given.version());
    }
  }

  /** What steps may mount: a generated Dockerfile gives its commands variables that way too. */
  Map<String, Secret> secrets(BuildPlan plan) {
    Map<String, Secret> secrets = new HashMap<>(given.secretValues());
    switch (plan.dockerfile()) {
      case DockerfileSource.InTree own -> {}
      case DockerfileSource.Generated generated -> secrets.putAll(given.variables());
      case DockerfileSource.ForFrontend other -> secrets.putAll(given.variables());
    }
    return secrets;
  }

  /** The system's own logins, with the service's in the place of the one for its registry. */
  List<RegistryLogin> logins(RegistryHost host, List<RegistryLogin> own) {
    return given
        .registryCredential()
        .map(
            credential ->
                Stream.concat(
                        Stream.of(credential.at(host)),
                        own.stream().filter(login -> !login.host().equals(host)))
                    .toList())
        .orElse(own);
  }
}
