package dev.clickdeploy.core.service;

import dev.clickdeploy.core.tenant.RandomSecrets;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.TenantStore;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services on a {@link ServiceStore}, each in a project of its organization. */
public final class ServiceCatalog implements Services {
  private final ServiceStore store;
  private final TenantStore tenants;
  private final InstantSource clock;
  private final RandomSecrets secrets = new RandomSecrets();

  /** Keeps its services in this store. */
  public ServiceCatalog(ServiceStore store, TenantStore tenants, InstantSource clock) {
    this.store = store;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public Created create(CreateService command) {
    requireProject(command.organization(), command.project());
    requireFit(command.credential(), command.repository());
    Service service = service(command);
    Secret webhookSecret =
        command.webhookSecret() == null ? secrets.nextSigningToken() : command.webhookSecret();
    if (!store.create(service, new ServiceSecrets(webhookSecret, command.credential()))) {
      throw new RequestException(
          Reason.CONFLICT,
          "the project already has a service named '%s'; choose another name"
              .formatted(command.name()));
    }
    return new Created(service, webhookSecret);
  }

  private Service service(CreateService command) {
    return new Service(
        ServiceId.next(clock),
        command.organization(),
        command.project(),
        command.name(),
        command.repository(),
        command.branch(),
        command.root(),
        command.settings(),
        command.pushes(),
        null,
        clock.instant());
  }

  @Override
  public void changeCredential(
      OrganizationId organization, ServiceId id, @Nullable Credential credential) {
    requireFit(credential, get(organization, id).repository());
    if (!store.changeCredential(organization, id, credential)) {
      throw RequestException.notFound("service", id);
    }
  }

  private static void requireFit(@Nullable Credential credential, RepositoryUrl url) {
    if (credential != null) {
      credential
          .misfit(url)
          .ifPresent(
              why -> {
                throw new RequestException(Reason.INVALID, why);
              });
    }
  }

  @Override
  public Service get(OrganizationId organization, ServiceId id) {
    return store.find(organization, id).orElseThrow(() -> RequestException.notFound("service", id));
  }

  @Override
  public List<Service> list(OrganizationId organization, ProjectId project) {
    requireProject(organization, project);
    return store.list(organization, project);
  }

  private void requireProject(OrganizationId organization, ProjectId project) {
    if (tenants.project(organization, project).isEmpty()) {
      throw RequestException.notFound("project", project);
    }
  }
}
