package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.Materials;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSpec;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.Services;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Services in memory; it remembers every command. */
final class FakeServices implements Services {
  static final Secret RANDOM_SECRET = Secret.of("a-random-webhook-secret");

  final List<CreateService> commands = Collections.synchronizedList(new ArrayList<>());
  final Map<ServiceId, Optional<Credential>> credentials = new ConcurrentHashMap<>();
  final List<ServiceChange> changes = Collections.synchronizedList(new ArrayList<>());
  final Set<ServiceId> busy = ConcurrentHashMap.newKeySet();
  private final List<Service> services = Collections.synchronizedList(new ArrayList<>());
  private final FakeTenants tenants;
  private final InstantSource clock;

  FakeServices(FakeTenants tenants, InstantSource clock) {
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public Created create(CreateService command) {
    tenants.project(command.scope(), command.project());
    commands.add(command);
    Service created =
        new Service(
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
    services.add(created);
    return new Created(created, Objects.requireNonNullElse(command.webhookSecret(), RANDOM_SECRET));
  }

  @Override
  public void changeCredential(Scope scope, ServiceId id, @Nullable Credential credential) {
    get(scope, id);
    credentials.put(id, Optional.ofNullable(credential));
  }

  @Override
  public Service get(Scope scope, ServiceId id) {
    return services.stream()
        .filter(s -> s.id().equals(id) && s.organization().equals(scope.organization()))
        .filter(s -> scope.reaches(s.project()))
        .findFirst()
        .orElseThrow(() -> RequestException.notFound("service", id));
  }

  @Override
  public List<Service> list(Scope scope, ProjectId project) {
    tenants.project(scope, project);
    return services.stream().filter(s -> s.project().equals(project)).toList();
  }

  @Override
  public Service change(Scope scope, ServiceId id, Function<ServiceSpec, ServiceChange> change) {
    Service before = get(scope, id);
    ServiceChange wanted = change.apply(before.spec());
    Service after = before.with(wanted.spec());
    services.replaceAll(s -> s.id().equals(id) ? after : s);
    changes.add(wanted);
    return after;
  }

  @Override
  public void delete(Scope scope, ServiceId id) {
    get(scope, id);
    if (busy.contains(id)) {
      throw new RequestException(
          RequestException.Reason.CONFLICT, "the service is being deployed; cancel it");
    }
    services.removeIf(s -> s.id().equals(id));
  }

  @Override
  public Secret changeWebhookSecret(Scope scope, ServiceId id, @Nullable Secret secret) {
    get(scope, id);
    return Objects.requireNonNullElse(secret, RANDOM_SECRET);
  }

  @Override
  public List<Service> list(
      Scope scope, @Nullable RepositoryUrl repository, int limit, @Nullable ServiceId after) {
    return services.stream()
        .filter(s -> s.organization().equals(scope.organization()))
        .filter(s -> repository == null || s.repository().identity().equals(repository.identity()))
        .dropWhile(s -> after != null && !s.id().equals(after))
        .skip(after == null ? 0 : 1)
        .limit(limit)
        .toList();
  }

  /** As if a deployment of it had succeeded. */
  void deployed(ServiceId id, PushedImage image, @Nullable Materials of) {
    services.replaceAll(s -> s.id().equals(id) ? s.with(image, of) : s);
  }
}
