package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.Credential;
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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Services in memory; it remembers every command. */
final class FakeServices implements Services {
  static final Secret RANDOM_SECRET = Secret.of("a-random-webhook-secret");

  final List<CreateService> commands = Collections.synchronizedList(new ArrayList<>());
  final Map<ServiceId, Optional<Credential>> credentials = new ConcurrentHashMap<>();
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

  /** As if a deployment of it had succeeded. */
  void deployed(ServiceId id, PushedImage image) {
    services.replaceAll(
        s ->
            s.id().equals(id)
                ? new Service(
                    s.id(),
                    s.organization(),
                    s.project(),
                    s.name(),
                    s.repository(),
                    s.branch(),
                    s.root(),
                    s.settings(),
                    s.pushes(),
                    image,
                    s.createdAt())
                : s);
  }
}
