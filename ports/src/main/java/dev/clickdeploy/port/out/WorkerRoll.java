package dev.clickdeploy.port.out;

import dev.clickdeploy.model.job.WorkerPresence;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Which processes take jobs, as they tell themselves; nothing but what people see depends on it.
 */
public interface WorkerRoll {
  /** The worker is there, for so long on the queue's clock unless it says so again. */
  void present(WorkerPresence worker, Duration goodFor);

  /** The worker is gone. */
  void gone(UUID worker);

  /** The workers that are there, by name. */
  List<WorkerPresence> living();
}
