package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.port.in.FollowedLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Looks for news every few milliseconds. */
final class FakeFollowedLog implements FollowedLog {
  private final LongFunction<List<StoredLogLine>> lines;
  private final Supplier<Deployment> deployment;
  private final CountDownLatch closed = new CountDownLatch(1);
  private long after;

  FakeFollowedLog(
      LongFunction<List<StoredLogLine>> lines, Supplier<Deployment> deployment, long after) {
    this.lines = lines;
    this.deployment = deployment;
    this.after = after;
  }

  boolean isOpen() {
    return closed.getCount() > 0;
  }

  @Override
  public Next next(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    do {
      Deployment state = deployment.get();
      List<StoredLogLine> news = lines.apply(after);
      if (!isOpen()) {
        return new Next.Closed();
      }
      if (!news.isEmpty()) {
        after = news.getLast().sequence();
        return new Next.Lines(news);
      }
      if (state.status().isTerminal()) {
        return new Next.Ended(state.status());
      }
    } while (!closed.await(5, TimeUnit.MILLISECONDS) && System.nanoTime() < end);
    return isOpen() ? new Next.Nothing() : new Next.Closed();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
