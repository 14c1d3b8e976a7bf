package dev.clickdeploy.port.out;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.status.CommitStatus;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows on git hosts what became of commits. */
@FunctionalInterface
public interface CommitStatuses {
  /** Shows nothing anywhere. */
  CommitStatuses NONE = (status, cancellation) -> new Answer.NoSuchHost();

  /**
   * Tells the repository's host, once. Its token goes to that host only, and into no message.
   *
   * @throws java.util.concurrent.CancellationException when cancelled meanwhile
   */
  Answer tell(CommitStatus status, Cancellation cancellation);

  /** What the host said. */
  sealed interface Answer {
    /** It shows the status, or one that comes after it. */
    record Accepted() implements Answer {}

    /** It is of no kind that takes statuses. */
    record NoSuchHost() implements Answer {}

    /**
     * It may take it later.
     *
     * @param after how long it wants to be left alone; null when it did not say
     */
    record Later(String why, @Nullable Duration after) implements Answer {
      public Later {
        Objects.requireNonNull(why, "why");
      }
    }

    /**
     * It will not take it.
     *
     * @param why with what to do about it
     */
    record Refused(String why) implements Answer {
      public Refused {
        Objects.requireNonNull(why, "why");
      }
    }
  }
}
