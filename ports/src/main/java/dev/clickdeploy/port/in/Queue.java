package dev.clickdeploy.port.in;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.model.job.QueuePlace;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.model.tenant.Scope;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs and what waits, to be looked at. Refusals are {@link RequestException}s. */
public interface Queue {
  /** Where a live deployment stands; absent for one that has ended, or that is not there. */
  Optional<QueuePlace> place(Scope scope, DeploymentId id);

  /**
   * Live deployments, those that run first, then those that wait in the order in which workers take
   * them; {@code after} continues a listing. At most 100.
   */
  List<QueueEntry> list(Scope scope, int limit, @Nullable QueueCursor after);

  /** Everybody's jobs in numbers, and who works on them; for the installation's administrator. */
  Overview overview();

  /**
   * The whole queue.
   *
   * @param counts by kind; kinds without jobs are left out
   * @param workers the living ones by name
   */
  record Overview(List<JobCounts> counts, List<WorkerPresence> workers) {
    public Overview {
      counts = List.copyOf(counts);
      workers = List.copyOf(workers);
    }
  }
}
