package dev.clickdeploy.core.log;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.StoredLogLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The thread that reads what comes to a log, when it is woken and now and then by itself. */
final class TailReader {
  private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);

  private final DeploymentId deployment;
  private final Pages pages;
  private final Supplier<Duration> poll;
  private final Tail tail;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private boolean grown = true;
  private boolean ended = true;
  private boolean closed;
  private @Nullable Thread thread;

  TailReader(DeploymentId deployment, Pages pages, Supplier<Duration> poll, Tail tail) {
    this.deployment = deployment;
    this.pages = pages;
    this.poll = poll;
    this.tail = tail;
  }

  /** Reads from now on what comes after this number. */
  void start(long after) {
    lock.lock();
    try {
      thread = Thread.ofVirtual().name("click-deploy-log-tail").start(() -> run(after));
    } finally {
      lock.unlock();
    }
  }

  /** There may be more lines. */
  void grew() {
    wake(true, false, false);
  }

  /** The deployment may have ended. */
  void ended() {
    wake(true, true, false);
  }

  /** Ends soon; not by an interrupt, which would break the connection that is read from. */
  void close() {
    wake(false, false, true);
  }

  /** Waits until its thread has ended. */
  void join() throws InterruptedException {
    Thread running = thread();
    if (running != null) {
      running.join();
    }
  }

  private @Nullable Thread thread() {
    lock.lock();
    try {
      return thread;
    } finally {
      lock.unlock();
    }
  }

  private void wake(boolean forLines, boolean forEnd, boolean toClose) {
    lock.lock();
    try {
      grown |= forLines;
      ended |= forEnd;
      closed |= toClose;
      wanted.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run(long from) {
    try {
      long after = from;
      Duration wait = poll.get();
      for (Wanted next = await(wait); next.reading(); next = await(wait)) {
        try {
          after = read(after, next.end());
          wait = poll.get();
        } catch (RuntimeException e) {
          // whoever writes there meets the same trouble, and tells
          wait = AFTER_TROUBLE;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Wanted(boolean reading, boolean end) {}

  private Wanted await(Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = most.toNanos();
      while (!grown && !ended && !closed && left > 0) {
        left = wanted.awaitNanos(left);
      }
      Wanted next = new Wanted(!closed, ended || left <= 0);
      grown = false;
      ended = false;
      return next;
    } finally {
      lock.unlock();
    }
  }

  private long read(long from, boolean withEnd) throws InterruptedException {
    // the end is asked for first: the lines that are read after it are all that there will be
    Optional<DeploymentStatus> end = withEnd ? pages.end(deployment) : Optional.empty();
    long after = from;
    List<StoredLogLine> page;
    do {
      page = pages.read(deployment, after);
      if (!page.isEmpty()) {
        after = page.getLast().sequence();
        tail.add(page);
      }
    } while (page.size() == Pages.SIZE);
    if (end.isPresent()) {
      tail.end(end.get());
      close();
    }
    return after;
  }
}
