package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Completes finished jobs, in one call as many as have gathered during the one before. They keep
 * their leases until the queue has accepted them, so that an outage loses no finished work that is
 * shorter than a lease can be kept.
 */
final class Completions {
  /** Handlers wait when so many have not been accepted yet. */
  private static final int MOST_WAITING = 10_000;

  private static final int MOST_AT_ONCE = 1_000;
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);

  private final Gathering<Finished> finished = new Gathering<>(MOST_WAITING);
  private final JobQueue jobs;
  private final PoolSettings settings;
  private final Pace pace;
  private final EventSink events;
  private final BiConsumer<Finished, String> ended;
  private final Outage outage;
  private final Thread thread;
  private volatile long closedAt;
  private volatile boolean closed;

  /** A job whose handler has ended well. */
  record Finished(RunningJob job, Duration took) {}

  /**
   * Nothing is finished yet.
   *
   * @param ended is told of every finished job and its outcome, once
   */
  Completions(
      JobQueue jobs,
      PoolSettings settings,
      Pace pace,
      EventSink events,
      BiConsumer<Finished, String> ended) {
    this.jobs = jobs;
    this.settings = settings;
    this.pace = pace;
    this.events = events;
    this.ended = ended;
    this.outage = new Outage("complete", FIRST_RETRY, settings.lease().dividedBy(10), events);
    this.thread = Thread.ofPlatform().daemon().name("click-deploy-complete").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Waits while too many are not accepted yet. */
  void add(Finished job) {
    finished.add(job);
  }

  /** Returns when all that was finished is accepted or lost. */
  void end() {
    closedAt = pace.nanoTime().getAsLong();
    closed = true;
    finished.close();
    Patience.join(thread);
  }

  private void run() {
    List<Finished> batch = finished.take(MOST_AT_ONCE);
    while (!batch.isEmpty()) {
      settle(batch);
      batch = finished.take(MOST_AT_ONCE);
    }
  }

  private void settle(List<Finished> batch) {
    List<Finished> left = withoutLost(batch);
    while (!left.isEmpty()) {
      try {
        complete(left);
        outage.over();
        return;
      } catch (RuntimeException | Error e) {
        Duration wait = outage.goesOn(e);
        if (isOverdue()) {
          giveUp(left);
          return;
        }
        LockSupport.parkNanos(wait.toNanos());
        left = withoutLost(left);
      }
    }
  }

  private List<Finished> withoutLost(List<Finished> batch) {
    return batch.stream()
        .filter(
            each -> {
              boolean lost = each.job().isLost();
              if (lost) {
                ended.accept(each, Settlement.LOST);
              }
              return !lost;
            })
        .toList();
  }

  private void complete(List<Finished> batch) {
    List<Claim> claims = batch.stream().map(each -> each.job().claim()).toList();
    long askedAt = pace.nanoTime().getAsLong();
    Set<Claim> held = jobs.complete(claims);
    Duration took = Duration.ofNanos(pace.nanoTime().getAsLong() - askedAt);
    for (Finished each : batch) {
      ended.accept(each, held.contains(each.job().claim()) ? "completed" : Settlement.LOST);
    }
    events.on(new Event.QueueCompleted(held.size(), took));
  }

  /** Heartbeats may go on although completing fails; whoever stops shall not wait for ever. */
  private boolean isOverdue() {
    Duration since = Duration.ofNanos(pace.nanoTime().getAsLong() - closedAt);
    return closed && since.compareTo(settings.renewalLimit()) >= 0;
  }

  private void giveUp(List<Finished> batch) {
    batch.forEach(each -> ended.accept(each, Settlement.UNSETTLED));
  }
}
