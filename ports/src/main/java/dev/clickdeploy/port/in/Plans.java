package dev.clickdeploy.port.in;

import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Scope;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How services would be built. Refusals are {@link RequestException}s. */
public interface Plans {
  /**
   * Plans a commit of a service as a deployment of it would, and builds nothing.
   *
   * @throws RequestException NOT_FOUND without such a service, INVALID when the repository or the
   *     ref is refused, UNAVAILABLE when the repository cannot be reached
   */
  Planned plan(PlanService command);

  /**
   * Forgets the versions that deployments of a service have chosen, so that the next one chooses
   * anew; NOT_FOUND without such a service.
   */
  void unlock(Scope scope, ServiceId service);

  /**
   * What to plan.
   *
   * @param ref branch, tag or full commit SHA; null for the service's branch
   */
  record PlanService(Scope scope, ServiceId service, @Nullable GitRef ref) {
    public PlanService {
      Objects.requireNonNull(scope, "scope");
      Objects.requireNonNull(service, "service");
    }
  }

  /**
   * What it came to.
   *
   * @param sha the commit that was planned
   * @param locked version by tool that the last successful deployment chose; the plan keeps to them
   *     where source and settings still allow it
   */
  record Planned(CommitSha sha, PlanResult result, Map<String, String> locked) {
    public Planned {
      Objects.requireNonNull(sha, "sha");
      Objects.requireNonNull(result, "result");
      locked = Map.copyOf(locked);
    }
  }
}
