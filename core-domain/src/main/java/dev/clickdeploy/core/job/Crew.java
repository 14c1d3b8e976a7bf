package dev.clickdeploy.core.job;

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
  private final Map<JobKind, JobHandler> handlers;
  private final Settlement settlement;
  private final Roster roster;
  private final EventSink events;
  private final Pace pace;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("click-deploy-job-", 1).factory());

  Crew(
      Storage storage,
      Map<JobKind, JobHandler> handlers,
      PoolSettings settings,
      Roster roster,
      EventSink events,
      Pace pace) {
    this.handlers = handlers;
    this.settlement = new Settlement(storage.jobs(), settings.backoff(), events);
    this.roster = roster;
    this.events = events;
    this.pace = pace;
  }

  /** Begins a job; {@code freed} is called when it has ended. */
  void launch(RunningJob job, Runnable freed) {
    roster.add(job);
    threads.execute(
        () -> {
          try {
            run(job);
          } finally {
            roster.remove(job);
            freed.run();
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
    events.on(new Event.JobClaimed(job.id(), job.kind(), job.attempt()));
    JobHandler handler = Objects.requireNonNull(handlers.get(job.kind()), "handler");
    JobResult result = new Attempt(handler, events).run(running);
    String outcome = settlement.settle(running, result);
    Duration took = Duration.ofNanos(pace.nanoTime().getAsLong() - begun);
    events.on(new Event.JobEnded(job.id(), job.kind(), job.attempt(), outcome, took));
  }

  /** Returns when every thread has ended. */
  void end() {
    Patience.end(threads, pace.beforeInterrupt());
  }
}
