package dev.clickdeploy.port.out;

import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryIdentity;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Services and their secrets; secrets are encrypted at rest. */
public interface ServiceStore {
  /** Writes a new service; false when the project has one of that name. */
  boolean create(Service service, ServiceSecrets secrets);

  /**
   * Replaces what opens a service's repository; null leaves it without. False when the organization
   * has no such service.
   */
  boolean changeCredential(Scope scope, ServiceId id, @Nullable Credential credential);

  /** A service of this organization. */
  Optional<Service> find(Scope scope, ServiceId id);

  /** A service of any organization, for a worker. */
  Optional<Service> load(ServiceId id);

  /** A project's services by name. */
  List<Service> list(Scope scope, ProjectId project);

  /** The secrets of a service; absent when there is no such service. */
  Optional<ServiceSecrets> secrets(ServiceId id);

  /**
   * Version by tool that {@link #lockVersions} kept; empty when it kept none or there is no such
   * service.
   */
  Map<String, String> lockedVersions(ServiceId id);

  /**
   * Keeps the versions that a service is built with, in place of those kept before; nothing when
   * there is no such service.
   */
  void lockVersions(ServiceId id, Map<String, String> versions);

  /** Every service of a repository, whatever URL form it was created with, in one indexed query. */
  List<PushTarget> findByRepository(RepositoryIdentity repository);

  /**
   * A service that a push may concern, with the secrets that prove the push and open the
   * repository.
   */
  record PushTarget(Service service, ServiceSecrets secrets) {
    public PushTarget {
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(secrets, "secrets");
    }
  }
}
