package dev.clickdeploy.core.build;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.service.BuildInputs;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.tenant.Name;

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

  RepositoryAccess repository() {
    return new RepositoryAccess(service.repository(), secrets.gitCredential());
  }
}
