package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/** Claims as many due jobs as slots are free and passes each on. */
final class Claiming implements Loop.Step {
  private final JobQueue jobs;
  private final Set<JobKind> kinds;
  private final Roster roster;
  private final PoolSettings settings;
  private final Duration poll;
  private final LongSupplier nanoTime;
  private final BiConsumer<Job, Long> launch;

  Claiming(
      JobQueue jobs,
      Set<JobKind> kinds,
      Roster roster,
      PoolSettings settings,
      Pace pace,
      BiConsumer<Job, Long> launch) {
    this.jobs = jobs;
    this.kinds = Set.copyOf(kinds);
    this.roster = roster;
    this.settings = settings;
    this.poll = pace.poll();
    this.nanoTime = pace.nanoTime();
    this.launch = launch;
  }

  @Override
  public Duration run() {
    // only this thread adds to the roster, so there are at least as many free slots
    int free = settings.workers() - roster.size();
    if (free > 0) {
      long askedAt = nanoTime.getAsLong();
      for (Job job : jobs.claim(kinds, free, settings.lease())) {
        launch.accept(job, askedAt);
      }
    }
    return poll;
  }
}
