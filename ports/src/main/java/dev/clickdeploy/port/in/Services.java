package dev.clickdeploy.port.in;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PushRules;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSpec;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Services: what is deployed, from where and how. Refusals are {@link RequestException}s. */
public interface Services {
  /**
   * A new service; NOT_FOUND without such a project, CONFLICT when the project has one of that
   * name, INVALID when the credential does not fit the repository's URL.
   */
  Created create(CreateService command);

  /**
   * From now on this opens the service's repository; null makes it a public one. NOT_FOUND without
   * such a service, INVALID when the credential does not fit the repository's URL.
   */
  void changeCredential(Scope scope, ServiceId id, @Nullable Credential credential);

  /**
   * Changes a service under its lock.
   *
   * <p>A credential is for one scheme, host and port: a repository moves to another origin only
   * together with another credential, or with none. So no host is ever shown what opens another.
   *
   * @param change what an owner says of it now, turned into what the owner will say; what it throws
   *     comes out, and nothing is changed then
   * @throws RequestException NOT_FOUND without such a service, CONFLICT when its project has one of
   *     that name or the credential would go to another origin, INVALID when the credential does
   *     not fit the repository's URL
   */
  Service change(Scope scope, ServiceId id, Function<ServiceSpec, ServiceChange> change);

  /**
   * Deletes a service with its secrets, deployments, logs and verdicts. Images stay in the
   * registry.
   *
   * @throws RequestException NOT_FOUND without such a service, CONFLICT while it is being deployed
   */
  void delete(Scope scope, ServiceId id);

  /**
   * From now on only this secret proves webhooks; NOT_FOUND without such a service.
   *
   * @param secret null makes a random one
   * @return the secret, which is shown only here
   */
  Secret changeWebhookSecret(Scope scope, ServiceId id, @Nullable Secret secret);

  /**
   * Services that can be seen, oldest first, at most 100; {@code after} continues a listing.
   *
   * @param repository only those of this one, whatever form its URL has; null for all
   */
  List<Service> list(
      Scope scope, @Nullable RepositoryUrl repository, int limit, @Nullable ServiceId after);

  /** A service of this organization. */
  Service get(Scope scope, ServiceId id);

  /** A project's services by name. */
  List<Service> list(Scope scope, ProjectId project);

  /**
   * What a new service is.
   *
   * @param pushes which pushes it is deployed for
   * @param credential opens a private repository, null for a public one
   * @param webhookSecret proves webhooks; null makes a random one
   */
  record CreateService(
      Scope scope,
      ProjectId project,
      Name name,
      RepositoryUrl repository,
      GitRef branch,
      RootDirectory root,
      BuildSettings settings,
      PushRules pushes,
      @Nullable Credential credential,
      @Nullable Secret webhookSecret) {
    public CreateService {
      Objects.requireNonNull(scope, "scope");
      Objects.requireNonNull(project, "project");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(repository, "repository");
      Objects.requireNonNull(branch, "branch");
      Objects.requireNonNull(root, "root");
      Objects.requireNonNull(settings, "settings");
      Objects.requireNonNull(pushes, "pushes");
    }

    /** One that takes pushes as most services do. */
    public CreateService(
        Scope scope,
        ProjectId project,
        Name name,
        RepositoryUrl repository,
        GitRef branch,
        RootDirectory root,
        BuildSettings settings,
        @Nullable Credential credential,
        @Nullable Secret webhookSecret) {
      this(
          scope,
          project,
          name,
          repository,
          branch,
          root,
          settings,
          PushRules.DEFAULT,
          credential,
          webhookSecret);
    }
  }

  /** A new service with its webhook secret, which is shown only here. */
  record Created(Service service, Secret webhookSecret) {}

  /** What becomes of a service. */
  record ServiceChange(ServiceSpec spec, CredentialChange credential) {
    public ServiceChange {
      Objects.requireNonNull(spec, "spec");
      Objects.requireNonNull(credential, "credential");
    }
  }

  /** What becomes of the credential for its repository. */
  sealed interface CredentialChange {
    /** It stays. */
    record Keep() implements CredentialChange {}

    /** This one takes its place; null makes the repository a public one. */
    record Replace(@Nullable Credential credential) implements CredentialChange {}
  }
}
