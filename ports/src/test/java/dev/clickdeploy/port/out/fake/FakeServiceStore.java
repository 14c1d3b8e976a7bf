package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.image.Materials;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.push.HostedRepository;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryIdentity;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.ServiceStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Services in memory. */
public final class FakeServiceStore implements ServiceStore {
  private final Object lock;
  private final FakeTenantStore tenants;
  private final Map<ServiceId, PushTarget> services = new HashMap<>();
  private final Map<ServiceId, Map<String, String>> versions = new HashMap<>();
  private final Map<ServiceId, Deployment> imageFrom = new HashMap<>();

  private History history = new History(id -> Optional.empty(), id -> {});

  /**
   * What other stores have of a service.
   *
   * @param live a deployment that has not ended
   * @param forget removes everything
   */
  record History(Function<ServiceId, Optional<DeploymentId>> live, Consumer<ServiceId> forget) {}

  void with(History of) {
    history = of;
  }

  FakeServiceStore(Object lock, FakeTenantStore tenants) {
    this.lock = lock;
    this.tenants = tenants;
    tenants.servicesIn(
        p -> list(Scope.of(p.organization()), p.id()).stream().map(Service::name).toList());
  }

  @Override
  public boolean create(Service service, ServiceSecrets secrets) {
    synchronized (lock) {
      Rejected.unless(
          tenants.project(Scope.of(service.organization()), service.project()).isPresent(),
          "a service needs a project of its organization");
      Rejected.unless(!services.containsKey(service.id()), "the service's id is taken");
      String name = FakeTenantStore.fold(service.name());
      if (list(Scope.of(service.organization()), service.project()).stream()
          .anyMatch(other -> FakeTenantStore.fold(other.name()).equals(name))) {
        return false;
      }
      services.put(service.id(), new PushTarget(service, secrets));
      return true;
    }
  }

  boolean isSeen(Scope scope, ServiceId id) {
    return load(id)
        .filter(s -> s.organization().equals(scope.organization()) && scope.reaches(s.project()))
        .isPresent();
  }

  @Override
  public Change change(Scope scope, ServiceId id, UnaryOperator<PushTarget> change) {
    synchronized (lock) {
      if (!isSeen(scope, id)) {
        return new Change.NoSuchService();
      }
      PushTarget before = services.get(id);
      PushTarget asked = change.apply(before);
      Service after = before.service().with(asked.service().spec());
      String name = FakeTenantStore.fold(after.name());
      if (list(Scope.of(after.organization()), after.project()).stream()
          .filter(other -> !other.id().equals(id))
          .anyMatch(other -> FakeTenantStore.fold(other.name()).equals(name))) {
        return new Change.NameTaken();
      }
      boolean stays =
          after.repository().identity().equals(before.service().repository().identity());
      services.put(id, new PushTarget(after, asked.secrets(), stays ? before.hosted() : null));
      return new Change.Changed(after);
    }
  }

  @Override
  public Deletion delete(Scope scope, ServiceId id) {
    synchronized (lock) {
      if (!isSeen(scope, id)) {
        return new Deletion.NoSuchService();
      }
      Optional<DeploymentId> live = history.live().apply(id);
      if (live.isPresent()) {
        return new Deletion.Busy(live.get());
      }
      history.forget().accept(id);
      services.remove(id);
      versions.remove(id);
      imageFrom.remove(id);
      return new Deletion.Deleted();
    }
  }

  @Override
  public List<Service> list(
      Scope scope, @Nullable RepositoryIdentity repository, int limit, @Nullable ServiceId after) {
    synchronized (lock) {
      return services.values().stream()
          .map(PushTarget::service)
          .filter(s -> isSeen(scope, s.id()))
          .filter(s -> repository == null || s.repository().identity().equals(repository))
          .filter(s -> after == null || s.id().toString().compareTo(after.toString()) > 0)
          .sorted(Comparator.comparing(s -> s.id().toString()))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public boolean changeCredential(Scope scope, ServiceId id, @Nullable Credential credential) {
    synchronized (lock) {
      boolean found = find(scope, id).isPresent();
      services.computeIfPresent(
          id,
          (same, target) ->
              found
                  ? new PushTarget(
                      target.service(), target.secrets().with(credential), target.hosted())
                  : target);
      return found;
    }
  }

  @Override
  public Optional<Service> find(Scope scope, ServiceId id) {
    return load(id).filter(service -> isSeen(scope, service));
  }

  @Override
  public Optional<Service> load(ServiceId id) {
    synchronized (lock) {
      return Optional.ofNullable(services.get(id)).map(PushTarget::service);
    }
  }

  @Override
  public List<Service> list(Scope scope, ProjectId project) {
    synchronized (lock) {
      return services.values().stream()
          .map(PushTarget::service)
          .filter(s -> isSeen(scope, s) && s.project().equals(project))
          .sorted(Comparator.comparing(s -> FakeTenantStore.fold(s.name())))
          .toList();
    }
  }

  @Override
  public Optional<ServiceSecrets> secrets(ServiceId id) {
    synchronized (lock) {
      return Optional.ofNullable(services.get(id)).map(PushTarget::secrets);
    }
  }

  @Override
  public Map<String, String> lockedVersions(ServiceId id) {
    synchronized (lock) {
      return Map.copyOf(versions.getOrDefault(id, Map.of()));
    }
  }

  @Override
  public void lockVersions(ServiceId id, Map<String, String> chosen) {
    synchronized (lock) {
      if (services.containsKey(id)) {
        versions.put(id, Map.copyOf(chosen));
      }
    }
  }

  @Override
  public void learn(Collection<ServiceId> ids, HostedRepository hosted) {
    synchronized (lock) {
      for (ServiceId id : ids) {
        services.computeIfPresent(
            id, (same, target) -> new PushTarget(target.service(), target.secrets(), hosted));
      }
    }
  }

  @Override
  public List<PushTarget> findByRepository(
      RepositoryIdentity repository, @Nullable HostedRepository hosted) {
    synchronized (lock) {
      return services.values().stream()
          .filter(
              target ->
                  target.service().repository().identity().equals(repository)
                      || (hosted != null && hosted.equals(target.hosted())))
          .sorted(Comparator.comparing(target -> target.service().id().toString()))
          .toList();
    }
  }

  private static boolean isSeen(Scope scope, Service service) {
    return service.organization().equals(scope.organization()) && scope.reaches(service.project());
  }

  /** Every service, the oldest first. */
  List<Service> all() {
    return services.values().stream()
        .map(PushTarget::service)
        .sorted(Comparator.comparing(service -> service.id().toString()))
        .toList();
  }

  /** Whether git hosts are told of its commits. */
  boolean wantsStatus(ServiceId id) {
    PushTarget target = services.get(id);
    return target != null
        && target.service().pushes().commitStatus()
        && target.secrets().gitCredential() instanceof Credential.Token;
  }

  /** Makes the image current unless one of a newer deployment is. */
  void offerImage(Deployment deployment, PushedImage image) {
    Deployment holder = imageFrom.get(deployment.service());
    if (holder != null && FakeDeploymentStore.OLDEST_FIRST.compare(holder, deployment) > 0) {
      return;
    }
    imageFrom.put(deployment.service(), deployment);
    Provenance provenance = deployment.provenance();
    Materials of = provenance == null ? null : provenance.materials();
    services.computeIfPresent(
        deployment.service(),
        (id, target) ->
            new PushTarget(target.service().with(image, of), target.secrets(), target.hosted()));
  }
}
