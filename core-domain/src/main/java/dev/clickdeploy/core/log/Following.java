package dev.clickdeploy.core.log;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.port.in.FollowedLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One who follows a log: reads the store until it has caught up, then shares a tail with the
 * others, and reads the store again whenever it has fallen behind.
 */
final class Following implements FollowedLog {
  private final DeploymentId deployment;
  private final Pages pages;
  private final Tail tail;
  private final Runnable leave;
  private final AtomicBoolean closed = new AtomicBoolean();
  private long after;

  /** Up to here the store has nothing that it did not give, whatever was deleted. */
  private long floor;

  private boolean caughtUp;

  Following(DeploymentId deployment, long after, Pages pages, Tail tail, Runnable leave) {
    this.deployment = deployment;
    this.after = after;
    this.pages = pages;
    this.tail = tail;
    this.leave = leave;
    this.caughtUp = tail.covers(after);
  }

  @Override
  public Next next(Duration most) throws InterruptedException {
    while (!closed.get()) {
      if (!caughtUp) {
        List<StoredLogLine> page = catchUp();
        if (!page.isEmpty()) {
          return given(page);
        }
        after = Math.max(after, floor);
      }
      switch (tail.await(after, most.toNanos(), closed::get)) {
        case Tail.Found.Lines found -> {
          return given(found.lines());
        }
        case Tail.Found.Nothing none -> {
          return new Next.Nothing();
        }
        case Tail.Found.Gap gap -> {
          floor = gap.start();
          caughtUp = false;
        }
        case Tail.Found.Ended end -> {
          return new Next.Ended(end.status());
        }
        case Tail.Found.Closed end -> closed.set(true);
      }
    }
    return new Next.Closed();
  }

  private List<StoredLogLine> catchUp() throws InterruptedException {
    List<StoredLogLine> page = pages.read(deployment, after);
    if (page.size() < Pages.SIZE) {
      if (!tail.hasBegun()) {
        // a number that no line has yet would keep the tail from all lines before it
        long known = page.isEmpty() ? Math.min(after, pages.last(deployment)) : after;
        tail.begin(known, page);
      }
      caughtUp = true;
    }
    return page;
  }

  private Next given(List<StoredLogLine> lines) {
    after = lines.getLast().sequence();
    return new Next.Lines(lines);
  }

  @Override
  public void close() {
    closed.set(true);
    leave.run();
  }
}
