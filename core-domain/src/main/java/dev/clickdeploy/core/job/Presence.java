package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.port.out.WorkerRoll;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Tells again and again that this pool is there, so that people see who works. */
final class Presence implements Loop.Step {
  private final WorkerRoll roll;
  private final PoolSettings settings;
  private final WorkerPresence here;

  Presence(WorkerRoll roll, UUID id, Map<JobKind, Handling> handlers, PoolSettings settings) {
    this.roll = roll;
    this.settings = settings;
    Map<JobKind, Integer> slots = new HashMap<>();
    handlers.forEach((kind, handling) -> slots.put(kind, handling.slots()));
    this.here = new WorkerPresence(id, settings.worker(), slots);
  }

  @Override
  public Duration run() {
    roll.present(here, settings.lease());
    return settings.heartbeat();
  }

  /** It takes no more jobs. */
  void end() {
    try {
      roll.gone(here.id());
    } catch (RuntimeException e) {
      // nobody hears of it any more, which says the same a little later
    }
  }
}
