package dev.clickdeploy.core.plan;

import dev.clickdeploy.core.deployment.SourceRefusal;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Plans;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.out.BuildPlanner;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.ServiceVault;
import dev.clickdeploy.port.out.SourceRepository;
import java.util.Map;

/** Plans of services, each within its own organization. */
public final class PlanDesk implements Plans {
  private final ServiceStore services;
  private final ServiceVault vault;
  private final SourceRepository sources;
  private final BuildPlanner planner;

  /** Plans the services of this store. */
  public PlanDesk(
      ServiceStore services, ServiceVault vault, SourceRepository sources, BuildPlanner planner) {
    this.services = services;
    this.vault = vault;
    this.sources = sources;
    this.planner = planner;
  }

  @Override
  public Planned plan(PlanService command) {
    Service service = service(command.scope(), command.service());
    GitRef ref = command.ref() == null ? service.branch() : command.ref();
    RepositoryAccess access =
        new RepositoryAccess(
            service.repository(),
            services.secrets(service.id()).flatMap(ServiceSecrets::credential).orElse(null));
    BuildSettings settings = vault.inputs(service.id()).applyTo(service.settings());
    Map<String, String> locked = services.lockedVersions(service.id());
    try {
      CommitSha sha = sources.resolve(access, ref);
      try (SourceTree tree = sources.open(access, sha, service.root(), new Cancellation())) {
        return new Planned(sha, planner.plan(tree, settings, locked), locked);
      }
    } catch (PortException e) {
      throw SourceRefusal.of(e.failure());
    }
  }

  @Override
  public void unlock(Scope scope, ServiceId id) {
    services.lockVersions(service(scope, id).id(), Map.of());
  }

  private Service service(Scope scope, ServiceId id) {
    return services.find(scope, id).orElseThrow(() -> RequestException.notFound("service", id));
  }
}
