package dev.clickdeploy.core.service;

import dev.clickdeploy.core.tenant.RandomSecrets;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.service.ServiceSpec;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.ServiceStore.Change;
import dev.clickdeploy.port.out.ServiceStore.Deletion;
import dev.clickdeploy.port.out.ServiceStore.PushTarget;
import dev.clickdeploy.port.out.TenantStore;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Services on a {@link ServiceStore}, each in a project of its organization. */
public final class ServiceCatalog implements Services {
  private static final int MOST = 100;

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
    requireProject(command.scope(), command.project());
    Changing.requireFit(command.credential(), command.repository());
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
        command.scope().organization(),
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
  public void changeCredential(Scope scope, ServiceId id, @Nullable Credential credential) {
    Changing.requireFit(credential, get(scope, id).repository());
    if (!store.changeCredential(scope, id, credential)) {
      throw RequestException.notFound("service", id);
    }
  }

  @Override
  public Service change(Scope scope, ServiceId id, Function<ServiceSpec, ServiceChange> change) {
    return changed(id, store.change(scope, id, new Changing(change)));
  }

  private static Service changed(ServiceId id, Change change) {
    return switch (change) {
      case Change.Changed changed -> changed.service();
      case Change.NameTaken taken ->
          throw new RequestException(
              Reason.CONFLICT,
              "the project already has a service of that name; choose another name");
      case Change.NoSuchService none -> throw RequestException.notFound("service", id);
    };
  }

  @Override
  public void delete(Scope scope, ServiceId id) {
    switch (store.delete(scope, id)) {
      case Deletion.Deleted deleted -> {}
      case Deletion.Busy busy ->
          throw new RequestException(
              Reason.CONFLICT,
              "the service is being deployed; cancel deployment %s or wait for its end, then delete"
                      .formatted(busy.deployment())
                  + " the service again");
      case Deletion.NoSuchService none -> throw RequestException.notFound("service", id);
    }
  }

  @Override
  public Secret changeWebhookSecret(Scope scope, ServiceId id, @Nullable Secret secret) {
    Secret next = secret == null ? secrets.nextSigningToken() : secret;
    changed(
        id,
        store.change(
            scope,
            id,
            target -> new PushTarget(target.service(), target.secrets().withWebhook(next))));
    return next;
  }

  @Override
  public Service get(Scope scope, ServiceId id) {
    return store.find(scope, id).orElseThrow(() -> RequestException.notFound("service", id));
  }

  @Override
  public List<Service> list(Scope scope, ProjectId project) {
    requireProject(scope, project);
    return store.list(scope, project);
  }

  @Override
  public List<Service> list(
      Scope scope, @Nullable RepositoryUrl repository, int limit, @Nullable ServiceId after) {
    if (limit < 1) {
      throw new RequestException(
          Reason.INVALID, "the limit is %d; give 1 to %d".formatted(limit, MOST));
    }
    return store.list(
        scope, repository == null ? null : repository.identity(), Math.min(limit, MOST), after);
  }

  private void requireProject(Scope scope, ProjectId project) {
    if (tenants.project(scope, project).isEmpty()) {
      throw RequestException.notFound("project", project);
    }
  }
}
