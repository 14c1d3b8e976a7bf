package dev.clickdeploy.port.in;

import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.StoredLogLine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A deployment's log, followed as it is written: every line once, in order. One thread asks; any
 * may close. However slowly it is asked, it keeps nobody up and gathers nothing.
 */
public interface FollowedLog extends AutoCloseable {
  /**
   * Waits for what comes next.
   *
   * @param most how long
   * @throws dev.clickdeploy.port.out.PortException when the store cannot be read; asking again may
   *     work
   */
  Next next(Duration most) throws InterruptedException;

  /** Ends the following; whoever waits is told so. Does nothing when it has ended. */
  @Override
  void close();

  /** What came. */
  sealed interface Next {
    /** More lines, at least one. */
    record Lines(List<StoredLogLine> lines) implements Next {
      public Lines {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
          throw new IllegalArgumentException("no lines are Nothing");
        }
      }
    }

    /** None in this time. */
    record Nothing() implements Next {}

    /** No more will come: the deployment ended like this, and every line was given. */
    record Ended(DeploymentStatus status) implements Next {
      public Ended {
        Objects.requireNonNull(status, "status");
      }
    }

    /** It was closed, here or because this system closes; the log goes on elsewhere. */
    record Closed() implements Next {}
  }
}
