package dev.clickdeploy.core.job;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Stops work whose lease could not be extended for two thirds of its length, so that it has stopped
 * before another worker may begin. It never talks to the queue: a call that hangs cannot hold it
 * up.
 */
final class LeaseGuard implements Loop.Step {
  private final Roster roster;
  private final PoolSettings settings;
  private final LongSupplier nanoTime;

  LeaseGuard(Roster roster, PoolSettings settings, LongSupplier nanoTime) {
    this.roster = roster;
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  @Override
  public Duration run() {
    long now = nanoTime.getAsLong();
    for (RunningJob job : roster.all()) {
      if (job.sinceRenewal(now).compareTo(settings.renewalLimit()) >= 0) {
        job.stop(StopReason.CLAIM_LOST);
      }
    }
    return settings.lease().dividedBy(20);
  }
}
