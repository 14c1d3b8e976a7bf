package dev.clickdeploy.core.build;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.Storage;
import java.util.Optional;

/** Loads what a job is about. */
final class Subjects {
  private final Storage storage;

  Subjects(Storage storage) {
    this.storage = storage;
  }

  /** Empty when the job's subject is no deployment of a complete service. */
  Optional<Subject> of(Job job) {
    return deployment(job).flatMap(this::complete);
  }

  private Optional<Deployment> deployment(Job job) {
    try {
      return storage.deployments().load(DeploymentId.parse(job.subject()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Subject> complete(Deployment deployment) {
    return storage
        .services()
        .load(deployment.service())
        .flatMap(service -> complete(deployment, service));
  }

  private Optional<Subject> complete(Deployment deployment, Service service) {
    Optional<Organization> organization = storage.tenants().organization(service.organization());
    Optional<Project> project =
        storage.tenants().project(Scope.of(service.organization()), service.project());
    return storage
        .services()
        .secrets(service.id())
        .flatMap(
            secrets ->
                organization.flatMap(
                    o ->
                        project.map(
                            p ->
                                new Subject(
                                    deployment,
                                    service,
                                    secrets,
                                    storage.vault().inputs(service.id()),
                                    o.name(),
                                    p.name()))));
  }
}
