package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.push.HostedRepository;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryIdentity;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

  /**
   * Changes what an owner says of a service, its webhook secret and its credential, all together
   * and under the service's lock, so that no two changes mix. Nothing is changed when the function
   * throws; what it throws comes out.
   *
   * @param change of the service as it is now; only what {@link Service#spec} has, and the secrets
   */
  Change change(Scope scope, ServiceId id, UnaryOperator<PushTarget> change);

  /**
   * Deletes a service with its secrets and its history unless it is being deployed: nothing of it
   * can be read any more when this returns. What there is much of may be cleared away later.
   */
  Deletion delete(Scope scope, ServiceId id);

  /** A service of this organization. */
  Optional<Service> find(Scope scope, ServiceId id);

  /** A service of any organization, for a worker. */
  Optional<Service> load(ServiceId id);

  /** A project's services by name. */
  List<Service> list(Scope scope, ProjectId project);

  /**
   * Services that can be seen, in the order of their ids.
   *
   * @param repository only those of this one, whatever URL form they were created with, in one
   *     indexed query; null for all
   * @param after continues a listing
   */
  List<Service> list(
      Scope scope, @Nullable RepositoryIdentity repository, int limit, @Nullable ServiceId after);

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

  /** What a change came to. */
  sealed interface Change {
    /** Made. */
    record Changed(Service service) implements Change {
      public Changed {
        Objects.requireNonNull(service, "service");
      }
    }

    /** Nothing was changed: the project has another service of that name. */
    record NameTaken() implements Change {}

    /** There is no such service. */
    record NoSuchService() implements Change {}
  }

  /** What a deletion came to. */
  sealed interface Deletion {
    /** Done. */
    record Deleted() implements Deletion {}

    /** Nothing was deleted: this deployment has not ended. */
    record Busy(DeploymentId deployment) implements Deletion {
      public Busy {
        Objects.requireNonNull(deployment, "deployment");
      }
    }

    /** There is no such service. */
    record NoSuchService() implements Deletion {}
  }
}
