package dev.clickdeploy.core.build;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.service.BuildInputs;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.tenant.Name;
import org.jspecify.annotations.Nullable;

/** What is built, as it was when the attempt began. */
record Subject(
    Deployment deployment,
    Service service,
    ServiceSecrets secrets,
    BuildInputs inputs,
    Name organization,
    Name project) {
  /** What the planner is to know. */
  BuildSettings settings() {
    return inputs.applyTo(service.settings());
  }

  /** The service's own account at its registry, when it has one. */
  @Nullable RegistryLogin login(RegistryHost host) {
    return inputs.registryCredential().map(own -> own.at(host)).orElse(null);
  }

  RepositoryAccess repository() {
    return new RepositoryAccess(service.repository(), secrets.gitCredential());
  }
}
