package dev.clickdeploy.port.out;

import dev.clickdeploy.model.push.HostedRepository;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryIdentity;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import java.util.Collection;
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
  boolean changeCredential(
      OrganizationId organization, ServiceId id, @Nullable Credential credential);

  /** A service of this organization. */
  Optional<Service> find(OrganizationId organization, ServiceId id);

  /** A service of any organization, for a worker. */
  Optional<Service> load(ServiceId id);

  /** A project's services by name. */
  List<Service> list(OrganizationId organization, ProjectId project);

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
  default List<PushTarget> findByRepository(RepositoryIdentity repository) {
    return findByRepository(repository, null);
  }

  /**
   * The same, and every service whose repository has been {@linkplain #learn learnt} to be this
   * one, which may have had another name: one indexed query.
   */
  List<PushTarget> findByRepository(
      RepositoryIdentity repository, @Nullable HostedRepository hosted);

  /** From now on these services' repository is known to be this one. */
  void learn(Collection<ServiceId> services, HostedRepository hosted);

  /**
   * A service that a push may concern, with the secrets that prove the push and open the
   * repository.
   *
   * @param hosted what its repository is known to be; null before a push told
   */
  record PushTarget(Service service, ServiceSecrets secrets, @Nullable HostedRepository hosted) {
    public PushTarget {
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(secrets, "secrets");
    }

    /** One of whose repository nothing was learnt. */
    public PushTarget(Service service, ServiceSecrets secrets) {
      this(service, secrets, null);
    }
  }
}
