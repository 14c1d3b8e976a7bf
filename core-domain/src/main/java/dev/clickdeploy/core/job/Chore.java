package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Cancellation;
import java.time.Duration;
import java.util.Objects;

/** What a process that works does now and then beside its jobs, in a thread of its own. */
public record Chore(String name, Round round) {
  public Chore {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(round, "round");
  }

  /** One round of it. */
  @FunctionalInterface
  public interface Round {
    /**
     * Does it; what it throws is told as trouble, and it is tried again.
     *
     * @param stop is cancelled when the process stops and the round must end
     * @return how long to wait for the next round
     */
    Duration run(Cancellation stop);
  }
}
