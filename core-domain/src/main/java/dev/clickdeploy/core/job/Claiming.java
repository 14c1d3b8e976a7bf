package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.JobQueue.Claimed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Claims as many due jobs as slots are free and passes each on. */
final class Claiming implements Loop.Step {
  private final JobQueue jobs;
  private final Slots slots;
  private final Duration lease;
  private final Pace pace;
  private final EventSink events;
  private final BiConsumer<Claimed, Long> launch;

  Claiming(
      JobQueue jobs,
      Slots slots,
      Duration lease,
      Pace pace,
      EventSink events,
      BiConsumer<Claimed, Long> launch) {
    this.jobs = jobs;
    this.slots = slots;
    this.lease = lease;
    this.pace = pace;
    this.events = events;
    this.launch = launch;
  }

  @Override
  public Duration run() {
    Map<JobKind, Integer> free = slots.free();
    if (!free.isEmpty()) {
      long askedAt = pace.nanoTime().getAsLong();
      List<Claimed> claimed = jobs.claim(free, lease);
      Duration took = Duration.ofNanos(pace.nanoTime().getAsLong() - askedAt);
      slots.take(free, counted(claimed));
      claimed.forEach(each -> launch.accept(each, askedAt));
      events.on(new Event.QueueClaimed(claimed.size(), took));
    }
    return slots.pause(pace.nextPoll());
  }

  private static Map<JobKind, Integer> counted(List<Claimed> claimed) {
    Map<JobKind, Integer> counted = new HashMap<>();
    claimed.forEach(each -> counted.merge(each.job().kind(), 1, Integer::sum));
    return counted;
  }
}
