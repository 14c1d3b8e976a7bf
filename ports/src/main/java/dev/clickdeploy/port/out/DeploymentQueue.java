package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.model.job.QueuePlace;
import dev.clickdeploy.model.tenant.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What runs and what waits, to be looked at; what is seen may have changed already. */
public interface DeploymentQueue {
  /**
   * Where a deployment's job stands; absent when the scope has no such deployment or its job has
   * ended.
   */
  Optional<QueuePlace> place(Scope scope, DeploymentId id);

  /**
   * A scope's live deployments whose jobs are of these kinds, in the order of {@link QueueCursor},
   * those behind {@code after} when it is given.
   */
  List<QueueEntry> list(Scope scope, Set<JobKind> kinds, int limit, @Nullable QueueCursor after);
}
