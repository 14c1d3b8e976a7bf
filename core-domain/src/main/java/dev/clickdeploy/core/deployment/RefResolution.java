package dev.clickdeploy.core.deployment;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.SourceRepository;
import org.jspecify.annotations.Nullable;

/** Turns a ref into the commit that it names now, and git's refusals into the caller's terms. */
final class RefResolution {
  private final ServiceStore services;
  private final SourceRepository sources;

  RefResolution(ServiceStore services, SourceRepository sources) {
    this.services = services;
    this.sources = sources;
  }

  CommitSha resolve(Service service, GitRef ref) {
    RepositoryAccess access = new RepositoryAccess(service.repository(), token(service));
    try {
      return sources.resolve(access, ref);
    } catch (PortException e) {
      throw refusal(e.failure());
    }
  }

  private @Nullable Secret token(Service service) {
    return services.secrets(service.id()).flatMap(ServiceSecrets::repositoryToken).orElse(null);
  }

  private static RequestException refusal(Failure failure) {
    String message =
        failure.hint().map(mend -> failure.message() + "; " + mend).orElse(failure.message());
    Reason reason =
        switch (failure.type()) {
          case INFRASTRUCTURE, TIMEOUT -> Reason.UNAVAILABLE;
          case SOURCE, PLAN, BUILD_STEP, REGISTRY -> Reason.INVALID;
        };
    return new RequestException(reason, message);
  }
}
