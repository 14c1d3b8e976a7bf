package dev.clickdeploy.core.deployment;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.model.job.QueuePlace;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Queue;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.Storage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The queue as callers see it. */
public final class QueueDesk implements Queue {
  private static final int MOST = 100;
  private static final Set<JobKind> KINDS = Set.of(JobKind.BUILD, JobKind.DEPLOY);

  private final Storage storage;

  /** Looks at this storage's queue. */
  public QueueDesk(Storage storage) {
    this.storage = storage;
  }

  @Override
  public Optional<QueuePlace> place(Scope scope, DeploymentId id) {
    return storage.deploymentQueue().place(scope, id);
  }

  @Override
  public List<QueueEntry> list(Scope scope, int limit, @Nullable QueueCursor after) {
    if (limit < 1) {
      throw new RequestException(
          Reason.INVALID, "the limit is %d; give 1 to %d".formatted(limit, MOST));
    }
    return storage.deploymentQueue().list(scope, KINDS, Math.min(limit, MOST), after);
  }

  @Override
  public Overview overview() {
    return new Overview(storage.jobControl().counts(), storage.workers().living());
  }
}
