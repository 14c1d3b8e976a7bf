package dev.clickdeploy.adapter.buildkit;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Stops a build that takes too long; the daemon itself has no limit. */
final class DeadlineTimer implements AutoCloseable {
  private final ScheduledFuture<?> alarm;

  DeadlineTimer(ScheduledExecutorService timer, Duration deadline, Stop stop) {
    alarm =
        timer.schedule(
            () -> stop.because(new Stop.Cause.DeadlinePassed()),
            deadline.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    alarm.cancel(false);
  }
}
