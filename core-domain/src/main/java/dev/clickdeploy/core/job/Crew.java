package dev.clickdeploy.core.job;

import dev.clickdeploy.core.job.Completions.Finished;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs claimed jobs, each in a virtual thread of its own, by the handler of its kind. */
final class Crew {
  private final Map<JobKind, Handling> handlers;
  private final Settlement settlement;
  private final Completions completions;
  private final Roster roster;
  private final Slots slots;
  private final EventSink events;
  private final Pace pace;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("click-deploy-job-", 1).factory());

  Crew(
      Storage storage,
      Map<JobKind, Handling> handlers,
      PoolSettings settings,
      Roster roster,
      Slots slots,
      EventSink events,
      Pace pace) {
    this.handlers = handlers;
    this.settlement = new Settlement(storage.jobs(), settings.backoff(), events);
    this.completions =
        new Completions(
            storage.jobs(),
            settings,
            pace,
            events,
            (job, how) -> ended(job.job(), how, job.took()));
    this.roster = roster;
    this.slots = slots;
    this.events = events;
    this.pace = pace;
    completions.start();
  }

  /** Begins a job in the place that was taken for it. */
  void launch(RunningJob job) {
    roster.add(job);
    threads.execute(
        () -> {
          try {
            run(job);
          } finally {
            slots.leave(job.job().kind());
          }
        });
  }

  /** Gives a job back that was claimed too late to begin. */
  void decline(RunningJob job) {
    settlement.settle(job, new JobResult.HandedBack());
  }

  private void run(RunningJob running) {
    Job job = running.job();
    long begun = pace.nanoTime().getAsLong();
    events.on(new Event.JobClaimed(job.id(), job.kind(), job.attempt(), running.waited()));
    Handling handling = Objects.requireNonNull(handlers.get(job.kind()), "handling");
    JobResult result = new Attempt(handling.handler(), events).run(running);
    Duration took = Duration.ofNanos(pace.nanoTime().getAsLong() - begun);
    if (result instanceof JobResult.Done) {
      completions.add(new Finished(running, took));
    } else {
      ended(running, settlement.settle(running, result), took);
    }
  }

  /** The queue knows how it ended, or cannot be told. */
  private void ended(RunningJob running, String outcome, Duration took) {
    Job job = running.job();
    roster.remove(running);
    slots.ended(job.kind());
    if (outcome.equals(Settlement.LOST)) {
      events.on(new Event.ClaimLost(job.id()));
    }
    events.on(new Event.JobEnded(job.id(), job.kind(), job.attempt(), outcome, took));
  }

  /** Interrupts what still runs after this time; returns when every thread has ended. */
  void end(Duration beforeInterrupt) {
    Patience.end(threads, beforeInterrupt);
    completions.end();
  }
}
