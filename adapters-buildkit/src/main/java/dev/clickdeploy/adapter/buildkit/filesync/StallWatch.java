package dev.clickdeploy.adapter.buildkit.filesync;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Ends a transfer that makes no progress: the daemon itself waits forever. */
final class StallWatch implements AutoCloseable {
  private static final int LOOKS_PER_LIMIT = 10;

  private final ScheduledFuture<?> looks;

  private StallWatch(ScheduledFuture<?> looks) {
    this.looks = looks;
  }

  static StallWatch start(ScheduledExecutorService timer, Duration limit, Transfer transfer) {
    long pause = Math.max(1, limit.toMillis() / LOOKS_PER_LIMIT);
    Runnable look =
        () -> {
          if (transfer.sinceProgress().compareTo(limit) > 0) {
            transfer.abort(
                new IOException(
                    "the transfer of '%s' made no progress for %d s"
                        .formatted(transfer.directory(), limit.toSeconds())));
          }
        };
    return new StallWatch(timer.scheduleWithFixedDelay(look, pause, pause, TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    looks.cancel(false);
  }
}
