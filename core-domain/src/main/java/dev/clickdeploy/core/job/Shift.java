package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.JobQueue.Claimed;
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
  private final Upkeep upkeep;
  private final Loop leaseGuard;
  private final Loop heartbeats;
  private final JobSignals.Subscription signals;
  private volatile boolean stopping;

  /** Begins to work. */
  Shift(
      Storage storage,
      Map<JobKind, Handling> handlers,
      PoolSettings settings,
      List<Chore> chores,
      EventSink events,
      InstantSource clock,
      Pace pace) {
    this.events = events;
    Slots slots = new Slots(handlers, pace.gather(), this::claimWithin);
    crew = new Crew(storage, handlers, settings, roster, slots, events, pace);
    Duration beat = settings.heartbeat();
    Claiming claiming =
        new Claiming(storage.jobs(), slots, settings.lease(), pace, events, this::launchOrDecline);
    claims = new Loop("claim", claiming, pace.poll(), LONGEST_RETRY, events);
    upkeep = new Upkeep(storage, handlers, settings, chores, events, clock, pace);
    Loop.Step guarding = new LeaseGuard(roster, settings, pace.nanoTime());
    leaseGuard = new Loop("lease-guard", guarding, beat, beat, events);
    Loop.Step beating = new Heartbeats(storage.jobs(), roster, settings, pace.nanoTime());
    heartbeats = new Loop("heartbeat", beating, beat.dividedBy(4), beat.dividedBy(2), events);
    signals = storage.signals().subscribe(this);
    heartbeats.start();
    leaseGuard.start();
    upkeep.start();
    claims.start();
  }

  private void claimWithin(Duration most) {
    claims.wakeWithin(most);
  }

  private void launchOrDecline(Claimed claimed, long askedAt) {
    RunningJob running = new RunningJob(claimed, askedAt, events);
    if (stopping) {
      crew.decline(running);
    } else {
      crew.launch(running);
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

  @Override
  public void interrupted(String why) {
    events.on(new Event.SignalsInterrupted(why));
  }

  @Override
  public void restored() {
    events.on(new Event.SignalsRestored());
    claims.wake();
  }

  int running() {
    return roster.size();
  }

  /**
   * Claims no more, waits, hands back what still runs, interrupts what does not heed that, and
   * keeps leases alive until the end.
   */
  void end(Duration soft, Duration hard) {
    stopping = true;
    signals.close();
    claims.stop();
    upkeep.stop();
    boolean interrupted = false;
    try {
      roster.awaitEmpty(soft);
    } catch (InterruptedException e) {
      // whoever waits for the stop cannot wait longer: as if the time were over
      interrupted = true;
    }
    roster.all().forEach(job -> job.stop(StopReason.HANDING_BACK));
    crew.end(hard);
    leaseGuard.stop();
    heartbeats.stop();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
