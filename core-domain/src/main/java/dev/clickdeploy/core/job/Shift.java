package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.JobSignals;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The pool from one start to the stop that follows. */
final class Shift implements JobSignals.Listener {
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  private final EventSink events;
  private final Roster roster = new Roster();
  private final Crew crew;
  private final Loop claims;
  private final Loop housekeeping;
  private final Loop leaseGuard;
  private final Loop heartbeats;
  private final JobSignals.Subscription signals;
  private volatile boolean stopping;

  /** Begins to work. */
  Shift(
      Storage storage,
      Map<JobKind, JobHandler> handlers,
      PoolSettings settings,
      EventSink events,
      InstantSource clock,
      Pace pace) {
    this.events = events;
    crew = new Crew(storage, handlers, settings, roster, events, pace);
    Duration beat = settings.heartbeat();
    Claiming claiming =
        new Claiming(
            storage.jobs(), handlers.keySet(), roster, settings, pace, this::launchOrDecline);
    claims = new Loop("claim", claiming, pace.poll(), LONGEST_RETRY, events);
    Loop.Step keeping = new Housekeeping(storage, settings, events, clock);
    housekeeping = new Loop("housekeeping", keeping, pace.poll(), LONGEST_RETRY, events);
    Loop.Step guarding = new LeaseGuard(roster, settings, pace.nanoTime());
    leaseGuard = new Loop("lease-guard", guarding, beat, beat, events);
    Loop.Step beating = new Heartbeats(storage.jobs(), roster, settings, pace.nanoTime());
    heartbeats = new Loop("heartbeat", beating, beat.dividedBy(4), beat.dividedBy(2), events);
    signals = storage.signals().subscribe(this);
    List.of(heartbeats, leaseGuard, housekeeping, claims).forEach(Loop::start);
  }

  private void launchOrDecline(Job job, long askedAt) {
    RunningJob running = new RunningJob(job, askedAt, events);
    if (stopping) {
      crew.decline(running);
    } else {
      crew.launch(running, claims::wake);
    }
  }

  @Override
  public void workAvailable() {
    claims.wake();
  }

  @Override
  public void cancelRequested(JobId job) {
    roster.of(job).forEach(running -> running.stop(StopReason.CANCEL_REQUESTED));
  }

  int running() {
    return roster.size();
  }

  /** Claims no more, waits, hands back what still runs, and keeps leases alive until the end. */
  void end(Duration grace) {
    stopping = true;
    signals.close();
    claims.stop();
    housekeeping.stop();
    boolean interrupted = false;
    try {
      roster.awaitEmpty(grace);
    } catch (InterruptedException e) {
      // whoever waits for the stop cannot wait longer: as if the grace were over
      interrupted = true;
    }
    roster.all().forEach(job -> job.stop(StopReason.HANDING_BACK));
    crew.end();
    leaseGuard.stop();
    heartbeats.stop();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
